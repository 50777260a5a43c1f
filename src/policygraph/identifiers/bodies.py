"""The bodies that agency codes name: national ones at the head of a code, local ones after the region's character.

Written by hand from the codes that the bodies print on their documents; not complete, and nothing rests on that: a code
that is not listed is still read as printed (see `han_code`), it only has no candidates. `parts` are the characters of
internal bureaus and subjects that the body's codes carry besides the marks of `marks.MARKS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policygraph.identifiers.marks import Kind

__all__ = ["LOCAL", "NATIONAL", "Body"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body as codes name it.

    Attributes:
        code: Characters that name the body in a code.
        name: The body in English.
        parts: Characters that can follow, space separated.
        whole: Whether the characters alone already are a code (安委〔2021〕5号).
        bare: Whether marks alone, without one of the parts, make a code of it.
        kinds: What the characters themselves say, as marks do elsewhere.
    """

    code: str
    name: str
    parts: str = ""
    whole: bool = False
    bare: bool = True
    kinds: tuple[Kind, ...] = ()


_DEVELOPMENT = (
    "环资 能源 投资 价格 产业 高技 农经 社会 地区 规划 基础 运行 体改 财金 外资 就业 法规 西部 振兴 经贸 气候 数据 开放"
)
_FINANCE = "建 资环 农 社 教 综 预 税 会 金 库 行 采 企 债 绩 关税 资 监 文 国债 法 外 科教 购 经建 基 社保"
_ENVIRONMENT = (
    "水体 大气 土壤 固体 海洋 生态 监测 执法 气候 科财 综合 法规 督察 环评 评 审 科技 宣教 应急 人事 辐射 核设 水 "
    "气 土 管 发 自然 规财 环监 便"
)
_BUILDING = "城 建 房 保 村 市 质 金 标 科 管 法 规 人 计 安 建管 工 住房"
_EDUCATION = "体艺 基 高 职成 师 思政 督 财 科技 人事 考 发规 政法 外 党 社科 教材 语信 民 学位 毕"
_TRANSPORT = "水 公路 运 海 规划 安监 科技 法 财审 人教 搜救 路 便字 体法"
_WATER = "资源 规计 财务 建设 河湖 水保 农水 节约 监督 防 调管 移民 政法 安监 人事 资管 总 国科 电 水电 利"
_AGRICULTURE = "计财 市 经 科教 牧 渔 机 种 垦 质 社 建 医 产 合 人 办 绿 规"
_INDUSTRY = "节 信管 原 装 消费 科 规 政法 企业 电子 通信 网安 信发 安全 运行 重装 财 产业 信软 无 人 企 密 通装"
_HEALTH = "医 基层 疾控 妇幼 规划 体改 监督 药政 老龄 人口 科教 财务 法规 人 中医 应急 宣传 职健 食品 医急 医政 医疗"
_HUMAN = "厅 规 养老 职司 专技 就业 劳 险中心 中心 人 基金 工 失业 工伤 农保 调解 仲裁 社保 奖励"
_NATURE = "矿 调查 用途 确权 海 测绘 规 勘 修复 权益 地勘 储量 耕保 规划 开发 法"
_CIVIL = "养老 救助 政 区划 儿童 慈善 社救 优 函 基层 社管 事"
_COMMERCE = "建 贸 服贸 资 合 财 流通 市 运 消费 电 产 秩 综 美大 机电 投 规"
_CULTURE = "旅 市场 公共 科教 产业 非遗 资源 艺 政法 财 人 综执"
_STATE_MARKET = "注 监 竞争 食 特设 计量 标 认 质 法 网监 信 广 产品 价监 稽"

NATIONAL: Final[tuple[Body, ...]] = (
    Body("国", "the State Council"),
    Body("中", "the Central Committee of the Communist Party"),
    Body("厅字", "the General Office of the Central Committee", whole=True, kinds=(Kind.OFFICE, Kind.SERIES)),
    Body("发改", "the National Development and Reform Commission", _DEVELOPMENT, whole=True),
    Body("计", "the State Planning Commission", "价格 投资 基础 办价格 产业 高技 规划 综合"),
    Body("财", "the Ministry of Finance", _FINANCE),
    Body("环", "the Ministry of Ecology and Environment", _ENVIRONMENT),
    Body("环环评", "the Ministry of Ecology and Environment, impact assessment", whole=True),
    Body("国环", "the Ministry of Ecology and Environment", "生态 大气 监测 执法 海洋 土壤 固体 水体 科技 综合"),
    Body("建", "the Ministry of Housing and Urban-Rural Development", _BUILDING),
    Body("教", "the Ministry of Education", _EDUCATION),
    Body("交", "the Ministry of Transport", _TRANSPORT),
    Body("水", "the Ministry of Water Resources", _WATER),
    Body("办", "the General Office of the Ministry of Water Resources", _WATER, bare=False, kinds=(Kind.OFFICE,)),
    Body("农", "the Ministry of Agriculture and Rural Affairs", _AGRICULTURE),
    Body("农业农村", "the Ministry of Agriculture and Rural Affairs"),
    Body("工信部", "the Ministry of Industry and Information Technology", _INDUSTRY, whole=True),
    Body(
        "工信厅",
        "the General Office of the Ministry of Industry and Information Technology",
        _INDUSTRY,
        whole=True,
        kinds=(Kind.OFFICE,),
    ),
    Body("产业", "a bureau of the Ministry of Industry and Information Technology"),
    Body("人社部", "the Ministry of Human Resources and Social Security", _HUMAN),
    Body(
        "人社厅",
        "the General Office of the Ministry of Human Resources and Social Security",
        _HUMAN,
        kinds=(Kind.OFFICE,),
    ),
    Body("劳社部", "the Ministry of Labour and Social Security"),
    Body("国人部", "the Ministry of Personnel"),
    Body("自然资", "the Ministry of Natural Resources", _NATURE),
    Body("国土资", "the Ministry of Land and Resources", _NATURE),
    Body("民", "the Ministry of Civil Affairs", _CIVIL),
    Body("商", "the Ministry of Commerce", _COMMERCE),
    Body("文旅", "the Ministry of Culture and Tourism", _CULTURE),
    Body("文", "the Ministry of Culture", _CULTURE),
    Body("国科", "the Ministry of Science and Technology", "区 社 农 高 资 政 火 基 创 重 规 外 奖 监 财 计"),
    Body("国卫", "the National Health Commission", _HEALTH),
    Body("卫", "the Ministry of Health", _HEALTH),
    Body("国中医药", "the National Administration of Traditional Chinese Medicine", "医政 科技 规财 人教 法监"),
    Body("国疾控", "the National Disease Control and Prevention Administration", "卫免 传防 综"),
    Body(
        "国资",
        "the State-owned Assets Supervision and Administration Commission",
        "产权 改革 考分 分配 评价 厅 规划 科创",
    ),
    Body("国市监", "the State Administration for Market Regulation", _STATE_MARKET),
    Body("市监", "the State Administration for Market Regulation", _STATE_MARKET),
    Body("工商", "the State Administration for Industry and Commerce", "企 个 标 广 消 市 外企 办 法"),
    Body("国质检", "the General Administration of Quality Supervision", "检 监 标 特 质 计 食 动 通 认"),
    Body("食药监", "the China Food and Drug Administration", "药 械 食 稽 办 法 综 药化监 药化管"),
    Body("药监综", "the National Medical Products Administration", "药管 械管 械注 妆 药注 法"),
    Body("国药监", "the National Medical Products Administration", "药管 药注 械管 械注 妆 法 综"),
    Body("国税", "the State Taxation Administration", whole=False),
    Body("税总", "the State Taxation Administration", "货劳 所得 征科 纳服 财务 政策法规 社保 办 财行 稽查"),
    Body("国能", "the National Energy Administration", "新能 电力 安全 油气 煤炭 规划 科技 监管 法改 综 资质 核电"),
    Body(
        "国能综通", "the General Department of the National Energy Administration", "安全 新能 电力 法改 煤炭 油气 科技"
    ),
    Body("国粮", "the National Food and Strategic Reserves Administration", "办 仓 粮 规 检 财 储 应急 安全 标"),
    Body(
        "林",
        "the National Forestry and Grassland Administration",
        "资 生 护 造 沙 湿 草 规 策 改 场 计 函 安 人 科 国 管",
    ),
    Body(
        "办",
        "the General Office of the National Forestry and Grassland Administration",
        "资字 护字 规字 生字 改字 便函",
        bare=False,
        kinds=(Kind.OFFICE,),
    ),
    Body("国林", "the National Forestry and Grassland Administration"),
    Body("国海", "the State Oceanic Administration", "环字 规范 预字 管字 生字 办字 科字 海字 渔字 岛字"),
    Body("国知", "the National Intellectual Property Administration", "运 保 服 管 办 协 规"),
    Body("国管", "the National Government Offices Administration", "节能 资 财 房地"),
    Body("国统", "the National Bureau of Statistics", "办 设管 投资 制"),
    Body("统", "the National Bureau of Statistics"),
    Body("国开", "the State Council Leading Group Office of Poverty Alleviation", "司"),
    Body("国乡振", "the National Rural Revitalisation Administration"),
    Body("国铁", "the National Railway Administration", "设备监 工程监 科法 运输监 安监 综"),
    Body("国安监", "the State Administration of Work Safety", "管"),
    Body(
        "安监总", "the State Administration of Work Safety", "管一 管二 管三 管四 煤装 安健 厅 规划 政法 煤监 宣教 煤行"
    ),
    Body("安委", "the Work Safety Commission of the State Council", whole=True),
    Body("应急", "the Ministry of Emergency Management", "厅 危化 矿安 消防"),
    Body("矿安", "the National Mine Safety Administration", "综 煤监", whole=True),
    Body("国经贸", "the State Economic and Trade Commission", "资源 产业 运行 投资 企改 电力 贸易 技术 安全 中小企"),
    Body("国新", "the State Council Information Office", "出发 办"),
    Body("国密局", "the State Cryptography Administration"),
    Body("国信", "the State Council Informatisation Office", "办"),
    Body("中网", "the Office of the Central Cyberspace Affairs Commission", "秘"),
    Body("中组", "the Organisation Department of the Central Committee"),
    Body("组", "the Organisation Department of the Central Committee", "厅 通字"),
    Body("中宣", "the Publicity Department of the Central Committee"),
    Body("中纪", "the Central Commission for Discipline Inspection", "办"),
    Body("中编", "the State Commission Office for Public Sector Reform", "办"),
    Body("中央编办", "the State Commission Office for Public Sector Reform"),
    Body("中农", "the Office of the Central Rural Work Leading Group"),
    Body("中政委", "the Central Political and Legal Affairs Commission", whole=True),
    Body("中气", "the China Meteorological Administration"),
    Body("气", "the China Meteorological Administration"),
    Body("中震", "the China Earthquake Administration", "防 测 救"),
    Body("公", "the Ministry of Public Security", "治 交管 消 信安 刑 禁毒 经 法 境 网安 科信"),
    Body("司", "the Ministry of Justice", "法"),
    Body("法", "the Supreme People's Court"),
    Body("高检", "the Supreme People's Procuratorate", "办 法 研"),
    Body("审", "the National Audit Office", "办 农 行 财 法"),
    Body("银", "the People's Bank of China", "支付 征信 货金 市 条法 反洗钱", whole=False),
    Body("银保监", "the China Banking and Insurance Regulatory Commission"),
    Body("银监", "the China Banking Regulatory Commission"),
    Body("保监", "the China Insurance Regulatory Commission", "产险 寿险 中介 资金"),
    Body("证监", "the China Securities Regulatory Commission", "会计字 机构字"),
    Body("金", "the National Financial Regulatory Administration"),
    Body("金融监管总局", "the National Financial Regulatory Administration", whole=True),
    Body("汇", "the State Administration of Foreign Exchange", "综"),
    Body("署", "the General Administration of Customs", "税 加 监 法 企 办 贸 关 厅 综 统"),
    Body("体", "the General Administration of Sport", "群 经 青 政 竞 规 宣 人 科 办"),
    Body("医保", "the National Healthcare Security Administration", "办 价采 规财 监管 待遇 中心"),
    Body("广电", "the National Radio and Television Administration", "办 规财 网 公 传媒机构司"),
    Body("民航", "the Civil Aviation Administration", "综 规 运 飞"),
    Body("邮", "the State Post Bureau"),
    Body("国邮", "the State Post Bureau"),
    Body("文物", "the National Cultural Heritage Administration", "保 博 政 督 考 革 人 科"),
    Body("档", "the National Archives Administration"),
    Body("河长办", "the river chiefs' office", whole=True),
    Body("全爱卫", "the National Patriotic Health Campaign Committee", "办"),
    Body("减灾", "the National Disaster Reduction Commission", "办 委"),
    Body("国森防", "the National Forest and Grassland Fire Prevention Headquarters", "办"),
    Body("国汛", "the State Flood Control and Drought Relief Headquarters"),
    Body("科协", "the China Association for Science and Technology", "学 普 调 办 组 创"),
    Body("总工", "the All-China Federation of Trade Unions", "办"),
    Body("中青", "the Communist Youth League"),
    Body("妇", "the All-China Women's Federation", "厅"),
    Body("残联", "the China Disabled Persons' Federation", "厅"),
    Body("供销", "the All-China Federation of Supply and Marketing Cooperatives", "合 经 厅 办"),
    Body("退役军人部", "the Ministry of Veterans Affairs"),
    Body("国退役", "the Ministry of Veterans Affairs"),
    Body("国动", "the National Defence Mobilisation Commission"),
    Body(
        "科工",
        "the State Administration of Science, Technology and Industry for National Defence",
        "一司 二司 计 技 安密 质",
    ),
    Body("国数", "the National Data Administration", "资源 政策 科基"),
    Body("国移民", "the National Immigration Administration"),
    Body("新出", "the General Administration of Press and Publication", "政 办 版 联 字"),
)

LOCAL: Final[tuple[Body, ...]] = (
    Body("政", "the people's government"),
    Body("府", "the people's government"),
    Body("党", "the Party committee"),
    Body("委", "the Party committee", "改 农 教 人 宣 组 编 政法"),
    Body(
        "环",
        "the department of ecology and environment",
        "水体 大气 土壤 固体 海洋 生态 监测 执法 气候 综合 督察 环评 评 审 审批 科技 宣教 应急 辐射 水 气 土 管 "
        "规财 便 然 自然 监 察",
    ),
    Body("财", "the department of finance", _FINANCE + " 资 农 购 综 农改 外事 文资 产业 粮 税政"),
    Body("发改", "the development and reform commission", _DEVELOPMENT + " 公 委 环 气 审 能 价 资环 审批 收费"),
    Body("发规委", "the development planning commission"),
    Body("计", "the planning commission"),
    Body("建", "the department of housing and urban-rural development", _BUILDING + " 质安 质 法 造价 房管 审"),
    Body("住建", "the department of housing and urban-rural development", _BUILDING),
    Body("教", "the department of education", _EDUCATION),
    Body("交", "the department of transport", _TRANSPORT + " 质 建 港航 执法"),
    Body("水", "the department of water resources", _WATER + " 管 建 农 审 保"),
    Body("农", "the department of agriculture and rural affairs", _AGRICULTURE),
    Body("林", "the department of forestry", "资 护 造 草 生 规 计 改"),
    Body("林草", "the department of forestry and grassland", "资 护 造 生 规 计 改"),
    Body("工信", "the department of industry and information technology", _INDUSTRY + " 投资 节能 资源"),
    Body(
        "经信",
        "the commission of economy and informatisation",
        "装备 投资 环资 中小 法规 都市 软 材 电 产业 法 规范 技术 节能",
    ),
    Body("经贸", "the economic and trade commission", "资源 运行 投资 产业"),
    Body("人社", "the department of human resources and social security", _HUMAN + " 养 职 就 专"),
    Body("自然资", "the department of natural resources", _NATURE),
    Body("自然资源", "the department of natural resources", _NATURE),
    Body("规划资源", "the bureau of planning and natural resources", "建 详 规 施 用 法 调 权 风 耕 矿"),
    Body("规自", "the commission of planning and natural resources", "建 规"),
    Body("国土资", "the department of land and resources", _NATURE),
    Body("民", "the department of civil affairs", _CIVIL),
    Body("商", "the department of commerce", _COMMERCE + " 务"),
    Body("商务", "the commission of commerce", _COMMERCE),
    Body("文旅", "the department of culture and tourism", _CULTURE),
    Body("科", "the department of science and technology", "高 农 社 规 资 政 区 成 基 创 技 奖 合"),
    Body("科技", "the department of science and technology", "高 农 社 规 资 政 区"),
    Body("卫", "the health commission", _HEALTH),
    Body("卫健", "the health commission", _HEALTH),
    Body("卫计", "the health and family planning commission", _HEALTH),
    Body("国资", "the state-owned assets supervision and administration commission", "委 产权 改革 考 分配 厅"),
    Body("市监", "the administration for market regulation", _STATE_MARKET),
    Body("市场监管", "the administration for market regulation"),
    Body("药监", "the medical products administration", "药 械 综 法"),
    Body("医保", "the healthcare security administration", "办 中心 待遇 价采 价 监 医管"),
    Body("应急", "the department of emergency management", "厅 危化 矿"),
    Body("安", "the work safety committee", "委 监 监管 委办"),
    Body("能源", "the energy administration", "新能 电力 煤炭 油气 规划"),
    Body("公", "the department of public security", "治 交 消 网安 刑"),
    Body("司", "the department of justice", "法 规"),
    Body("审", "the audit office", "办"),
    Body("统", "the bureau of statistics"),
    Body("税", "the tax bureau", "务"),
    Body("地税", "the local tax bureau"),
    Body("气", "the meteorological bureau"),
    Body("体", "the sports bureau", "群 青 经"),
    Body("广电", "the radio and television bureau"),
    Body("海渔", "the ocean and fisheries bureau"),
    Body("粮", "the grain and reserves bureau", "储 规"),
    Body("金", "the financial office", "办 监 融"),
    Body("金管", "the financial regulatory bureau"),
    Body("银", "the branch of the People's Bank of China"),
    Body("证监", "the securities regulatory bureau"),
    Body("乡振", "the rural revitalisation bureau"),
    Body("数", "the data administration"),
    Body("编办", "the office for public sector reform"),
    Body("法", "the high people's court"),
    Body("检", "the people's procuratorate"),
    Body("人常", "the standing committee of the people's congress", "办"),
    Body("组", "the organisation department"),
    Body("宣", "the publicity department"),
    Body("农委", "the agricultural commission"),
    Body("河长办", "the river chiefs' office"),
    Body("地震", "the earthquake bureau"),
    Body("城管", "the urban management bureau", "委"),
    Body("绿容", "the landscaping and city appearance administration"),
    Body("退役", "the department of veterans affairs"),
    Body("总工", "the federation of trade unions", "办"),
)
