/** What the pages of action plans share: words, the names of fields, addresses, money typed in. */

import { Failure } from "/static/console/client.js";

export const WORDS = {
  title: "แผนปฏิบัติการ",
  gone: "ไม่พบแผนนี้ อาจเป็นของผู้อื่น หรือลิงก์ไม่ครบ",
  back: "กลับไปรายการแผน",
  noStrategy: "ไม่ระบุยุทธศาสตร์",
};

/** Texts of a project in the order of the form ผ.๐๒: name, label, rows of its control, hint. */
export const TEXTS = [
  ["title", "ชื่อโครงการ", 2, ""],
  ["strategy", "ยุทธศาสตร์ในแผนของหน่วยงาน", 1, "หัวข้อที่โครงการนี้อยู่ในแผนของหน่วยงานเอง"],
  ["rationale", "หลักการและเหตุผล", 4, ""],
  ["objective", "วัตถุประสงค์", 3, "บรรทัดละหนึ่งข้อ"],
  ["output", "เป้าหมาย (ผลผลิตของโครงการ)", 2, ""],
  ["kpi", "ตัวชี้วัด (KPI)", 2, "ระบุค่าเป้าหมายที่วัดได้และปีที่วัด"],
  ["result", "ผลที่คาดว่าจะได้รับ", 2, ""],
  ["unit", "หน่วยงานรับผิดชอบหลัก", 1, ""],
];

/** How a project serves a part of a plan, the closest first: its name, its tone, what of
 * the name a cell of a table has room for. */
export const LEVELS = {
  DIRECT: ["สอดคล้องโดยตรง", "good", "โดยตรง"], CONTRIBUTES: ["สนับสนุน", "good", "สนับสนุน"],
  ENABLING: ["เป็นพื้นฐานรองรับ", "warn", "รองรับ"], CONFLICTING: ["ขัดกับเงื่อนไข", "bad", "ขัดกับเงื่อนไข"],
};

export const PROJECT = `id title strategy rationale objective output kpi result unit
  budgets { year baht } alignments { subject title level planQuote projectQuote page }`;

/** The address of a plan or a part of it. */
export function address(...parts) {
  return `#${parts.map(encodeURIComponent).join("/")}`;
}

export function sum(budgets) {
  return budgets.reduce((total, { baht }) => total + baht, 0);
}

export function yearsOf({ yearFrom, yearTo }) {
  return Array.from({ length: yearTo - yearFrom + 1 }, (_, at) => yearFrom + at);
}

/** Money year by year in words, as a project tells its budget; the sum first where years add up. */
export function moneyOf(budgets) {
  const amount = (baht) => `${baht.toLocaleString("en-US")} บาท`;
  const spent = budgets.filter(({ baht }) => baht).map(({ year, baht }) => `ปี ${year} ${amount(baht)}`);
  return (spent.length > 1 ? [`รวม ${amount(sum(budgets))}`, ...spent] : spent).join(" ");
}

/** A whole number as people type it, Thai digits and commas too; null for nothing typed. */
export function wholeNumber(text, failure) {
  const value = numberIn(text);
  if (Number.isNaN(value)) throw new Failure("INVALID_INPUT", { message: failure });
  return value;
}

/** The same; NaN for what is no whole number. */
export function numberIn(text) {
  const plain = text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[,\s]|บาท/g, "");
  if (!plain || plain === "-") return null;
  return /^\d{1,14}$/.test(plain) ? Number(plain) : NaN;
}

/** The current B.E. fiscal year, which begins in October, in Thailand. */
export function fiscalYear(now = new Date()) {
  const [year, month] = now.toLocaleDateString("en-CA", { timeZone: "Asia/Bangkok" }).split("-").map(Number);
  return year + 543 + (month >= 10 ? 1 : 0);
}
