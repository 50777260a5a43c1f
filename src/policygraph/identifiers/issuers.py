"""The bodies whose orders and announcements carry their own name: 国务院令第736号, 生态环境部公告2018年第48号."""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["canonical_issuer", "english_issuers", "issuer_names"]

_ISSUERS: Final[dict[str, tuple[str, str]]] = {
    "国务院": ("国", "State Council"),
    "主席": ("国家主席", "President of the People's Republic of China"),
    "中央军事委员会": ("中央军委", "Central Military Commission"),
    "生态环境部": ("", "Ministry of Ecology and Environment|MEE"),
    "环境保护部": ("环保部", "Ministry of Environmental Protection|MEP"),
    "国家环境保护总局": ("国家环保总局|环保总局", "State Environmental Protection Administration|SEPA"),
    "国家发展和改革委员会": (
        "国家发展改革委|国家发改委|发展改革委|发改委",
        "National Development and Reform Commission|NDRC",
    ),
    "国家经济贸易委员会": ("国家经贸委", "State Economic and Trade Commission"),
    "财政部": ("", "Ministry of Finance|MOF"),
    "自然资源部": ("", "Ministry of Natural Resources|MNR"),
    "国土资源部": ("", "Ministry of Land and Resources"),
    "住房和城乡建设部": ("住房城乡建设部|住建部", "Ministry of Housing and Urban-Rural Development|MOHURD"),
    "建设部": ("", "Ministry of Construction"),
    "交通运输部": ("", "Ministry of Transport|MOT"),
    "交通部": ("", "Ministry of Communications"),
    "水利部": ("", "Ministry of Water Resources|MWR"),
    "农业农村部": ("", "Ministry of Agriculture and Rural Affairs|MARA"),
    "农业部": ("", "Ministry of Agriculture"),
    "工业和信息化部": ("工信部", "Ministry of Industry and Information Technology|MIIT"),
    "人力资源和社会保障部": ("人力资源社会保障部|人社部", "Ministry of Human Resources and Social Security|MOHRSS"),
    "教育部": ("", "Ministry of Education|MOE"),
    "科学技术部": ("科技部", "Ministry of Science and Technology|MOST"),
    "公安部": ("", "Ministry of Public Security|MPS"),
    "国家安全部": ("", "Ministry of State Security"),
    "民政部": ("", "Ministry of Civil Affairs|MCA"),
    "司法部": ("", "Ministry of Justice"),
    "商务部": ("", "Ministry of Commerce|MOFCOM"),
    "文化和旅游部": ("文旅部", "Ministry of Culture and Tourism"),
    "文化部": ("", "Ministry of Culture"),
    "国家卫生健康委员会": ("国家卫生健康委|国家卫健委", "National Health Commission|NHC"),
    "国家卫生和计划生育委员会": ("国家卫生计生委|国家卫计委", "National Health and Family Planning Commission"),
    "卫生部": ("", "Ministry of Health"),
    "应急管理部": ("应急部", "Ministry of Emergency Management|MEM"),
    "退役军人事务部": ("", "Ministry of Veterans Affairs"),
    "审计署": ("", "National Audit Office"),
    "中国人民银行": ("人民银行|央行", "People's Bank of China|PBOC|PBC"),
    "国务院国有资产监督管理委员会": (
        "国务院国资委|国资委",
        "State-owned Assets Supervision and Administration Commission|SASAC",
    ),
    "海关总署": ("", "General Administration of Customs|GACC"),
    "国家税务总局": ("税务总局", "State Taxation Administration|State Administration of Taxation|STA|SAT"),
    "国家市场监督管理总局": ("国家市场监管总局|市场监管总局", "State Administration for Market Regulation|SAMR"),
    "国家工商行政管理总局": ("工商总局", "State Administration for Industry and Commerce"),
    "国家质量监督检验检疫总局": (
        "国家质检总局|质检总局",
        "General Administration of Quality Supervision, Inspection and Quarantine|AQSIQ",
    ),
    "国家安全生产监督管理总局": ("国家安全监管总局|安全监管总局|安监总局", "State Administration of Work Safety"),
    "国家广播电视总局": ("广电总局|国家广电总局", "National Radio and Television Administration"),
    "国家新闻出版署": ("", "National Press and Publication Administration"),
    "国家体育总局": ("体育总局", "General Administration of Sport"),
    "国家统计局": ("", "National Bureau of Statistics"),
    "国家能源局": ("", "National Energy Administration|NEA"),
    "国家林业和草原局": ("国家林草局", "National Forestry and Grassland Administration"),
    "国家林业局": ("", "State Forestry Administration"),
    "国家海洋局": ("", "State Oceanic Administration"),
    "国家铁路局": ("", "National Railway Administration"),
    "国家邮政局": ("", "State Post Bureau"),
    "国家药品监督管理局": ("国家药监局|药监局", "National Medical Products Administration|NMPA"),
    "国家食品药品监督管理总局": ("国家食药监总局|食品药品监管总局", "China Food and Drug Administration|CFDA"),
    "国家医疗保障局": ("国家医保局", "National Healthcare Security Administration"),
    "国家知识产权局": ("", "China National Intellectual Property Administration|CNIPA"),
    "国家标准化管理委员会": ("国家标准委", "Standardization Administration"),
    "国家认证认可监督管理委员会": ("国家认监委", "Certification and Accreditation Administration"),
    "国家互联网信息办公室": ("国家网信办", "Cyberspace Administration of China|CAC"),
    "国家粮食和物资储备局": ("", "National Food and Strategic Reserves Administration"),
    "国家矿山安全监察局": ("", "National Mine Safety Administration"),
    "国家外汇管理局": ("国家外汇局", "State Administration of Foreign Exchange"),
    "国家金融监督管理总局": ("金融监管总局", "National Financial Regulatory Administration"),
    "中国银行保险监督管理委员会": ("中国银保监会|银保监会", "China Banking and Insurance Regulatory Commission"),
    "中国银行业监督管理委员会": ("中国银监会|银监会", "China Banking Regulatory Commission"),
    "中国保险监督管理委员会": ("中国保监会|保监会", "China Insurance Regulatory Commission"),
    "中国证券监督管理委员会": ("中国证监会|证监会", "China Securities Regulatory Commission|CSRC"),
    "中国民用航空局": ("民航局", "Civil Aviation Administration"),
    "最高人民法院": ("", "Supreme People's Court"),
    "最高人民检察院": ("", "Supreme People's Procuratorate"),
    "全国人民代表大会常务委员会": ("全国人大常委会", "Standing Committee of the National People's Congress"),
}
"""Full Chinese name → shorter ones and English names, each separated by `|`."""


@cache
def issuer_names() -> dict[str, str]:
    """Give the full Chinese name for every Chinese name of a listed issuer, shorter and full ones."""
    names = {short: full for full, (shorter, _) in _ISSUERS.items() for short in shorter.split("|") if short}
    return names | {full: full for full in _ISSUERS}


@cache
def english_issuers() -> dict[str, str]:
    """Give the full Chinese name for every English name of a listed issuer, in lower case."""
    return {name.lower(): full for full, (_, english) in _ISSUERS.items() for name in english.split("|")}


def canonical_issuer(name: str) -> str | None:
    """Give the full name of a listed issuer, however it is shortened; None for one that is not listed."""
    return issuer_names().get(name.removeprefix("中华人民共和国") or name)
