// Labels that the index and other data have in English, in the language of the page. The words are those of
// builders/data/interface/zh.yml; a test compares them.
import { word } from "./language.js";

/** @type {Record<string, string>} */
const LABELS = {
  "Diplomatic cable": "外交电报",
  "News article": "新闻报道",
  Report: "报告",
  Document: "文件",
  Page: "页面",
  Person: "人物",
  Role: "职务",
  Organization: "机构",
  Place: "地名",
  Term: "术语",
  Work: "文献",
  Event: "事件",
  Book: "专著",
  Article: "论文",
  "Web page": "网页",
  Press: "报刊",
  "Treaty or law": "条约或法律",
  "Letter or telegram": "函电",
  "Source of this edition": "本版史料",
  Heading: "标题",
  Text: "正文",
  Header: "报头",
  Title: "题名",
  Number: "编号",
  Subjects: "主题词",
  Correction: "校改",
  Headnote: "编者按",
  Provenance: "来源",
  Rights: "权利",
  Carrier: "页面附件",
  "Chicago, notes": "芝加哥格式（注释）",
  "Chicago, author-date": "芝加哥格式（著者—出版年）",
  undated: "无日期",
};
/** @type {(text: string) => string} */
export const translateLabel = (text) => word(text, LABELS[text] ?? text.replace(/^Note (\d+)$/, "编者注$1"));

// A date is given in both languages if the publication has both.
export const formatDate = (english = "", inChinese = "") => word(english, inChinese || translateLabel(english));
