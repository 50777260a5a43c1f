"""Traditional characters that occur in agency codes and issuers' names, with their simplified forms.

Not a converter of Chinese text: one character for one, and only where codes, issuers, numerals and the words around a
number need it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["SIMPLIFIED"]

_PAIRS = (
    "國国 囯国 發发 號号 辦办 規规 聯联 電电 環环 財财 農农 衛卫 廳厅 務务 總总 傳传 復复 複复 請请 報报 紀纪 釋释 "
    "範范 晉晋 蘇苏 贛赣 魯鲁 閩闽 陝陕 貴贵 雲云 寧宁 遼辽 滬沪 粵粤 瓊琼 隴陇 內内 黨党 經经 貿贸 資资 質质 檢检 "
    "監监 證证 銀银 險险 審审 計计 醫医 藥药 勞劳 動动 運运 輸输 體体 藝艺 師师 業业 產产 氣气 測测 評评 執执 節节 "
    "裝装 設设 協协 廈厦 錫锡 長长 張张 慶庆 廣广 東东 網网 視视 聽听 檔档 團团 婦妇 殘残 僑侨 臺台 對对 軍军 戰战 "
    "鄉乡 鎮镇 縣县 區区 華华 會会 員员 議议 應应 創创 價价 統统 調调 劃划 劑剂 標标 準准 綜综 養养 製制 濟济 開开 "
    "關关 門门 離离 際际 鐵铁 郵邮 糧粮 礦矿 煙烟 鹽盐 滙汇 匯汇 庫库 債债 稅税 購购 積积 災灾 點点 幹干 學学 書书 "
    "級级 職职 獸兽 漁渔 種种 墾垦 訂订 據据 見见 與与 將将 於于 轉转 頒颁 實实 單单 決决 訓训 機机 構构 術术 壯壮 "
    "維维 爾尔 歲岁 萬万 億亿 兩两 參参 貳贰 陸陆 處处 黃黄 龍龙 吳吴 漢汉 鄭郑 瀋沈 濱滨 濰潍 鋼钢 眾众 後后 條条 "
    "領领 導导 組组 織织 績绩 換换 廢废 舊旧 舉举 辭辞 讀读 頻频 權权 專专 屬属 圖图 館馆 習习 進进 選选 還还 邊边 "
    "駐驻 賽赛 躍跃 輻辐 劵券 類类 預预 願愿 顧顾 餘余 飲饮 飼饲 騰腾 驗验 驚惊 鮮鲜 麗丽 齊齐 龜龟"
)

SIMPLIFIED: Final[dict[str, str]] = {pair[0]: pair[1] for pair in _PAIRS.split()}
