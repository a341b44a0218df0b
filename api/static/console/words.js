/** The words that several sections share, and the Thai names of what the schema enumerates. */

export const FAILURES = {
  NETWORK: "ติดต่อเซิร์ฟเวอร์ไม่ได้ ตรวจการเชื่อมต่อแล้วลองอีกครั้ง",
  HTTP: "เซิร์ฟเวอร์ตอบกลับผิดปกติ ลองอีกครั้งในอีกสักครู่",
  UNAUTHENTICATED: "คีย์นี้ใช้ไม่ได้ หมดอายุ หรือถูกยกเลิกแล้ว",
  FORBIDDEN: "บทบาทของคุณทำรายการนี้ไม่ได้",
  RATE_LIMITED: "เรียกถี่เกินไป รอสักครู่แล้วลองอีกครั้ง",
  NOT_FOUND: "ไม่พบสิ่งที่ขอ อาจถูกลบแล้วหรือเป็นของผู้อื่น",
  BODY_TOO_LARGE: "ไฟล์ใหญ่เกินที่รับได้ โปรดแบ่งไฟล์หรือคัดลอกข้อความมาวางแทน",
  BODY_TOO_SLOW: "ส่งไฟล์ช้าเกินกำหนด ตรวจการเชื่อมต่อแล้วลองอีกครั้ง",
  TIMEOUT: "ใช้เวลานานเกินกำหนด ลองอีกครั้งหรือใช้ข้อมูลให้น้อยลง",
  UNKNOWN: "เกิดข้อผิดพลาดที่ไม่คาดไว้ ลองอีกครั้ง",
};

export const WORDS = {
  loading: "กำลังโหลด",
  saving: "กำลังบันทึก",
  retry: "ลองอีกครั้ง",
  signInAgain: "ลงชื่อเข้าใช้อีกครั้ง",
  reference: (id) => `รหัสคำขอ ${id}`,
  more: "ดูเพิ่ม",
  shown: (shown, all) => `แสดง ${number(shown)} จาก ${number(all)} รายการ`,
  cancel: "ยกเลิก",
  close: "ปิด",
  none: "–",
  all: "ทั้งหมด",
  pagesWord: (count) => `${number(count)} หน้า`,
};

export const ROLES = {
  ANONYMOUS: "ผู้ใช้ทั่วไป", STAFF: "เจ้าหน้าที่", EDITOR: "ผู้แก้ไขข้อมูล", ADMIN: "ผู้ดูแลระบบ",
};

export const DOCUMENT_KINDS = {
  MEMO: "หนังสือสั่งการ", PLAN: "แผน", GUIDELINE: "แนวทางหรือคู่มือ", CABINET: "มติคณะรัฐมนตรี",
  FACTS: "สรุปข้อมูล", OTHER: "อื่น ๆ",
};

export const FILE_TYPES = { PDF: "PDF", DOCX: "Word", HTML: "หน้าเว็บ", TEXT: "ข้อความ", IMAGE: "ภาพ" };

export const STATUSES = {
  ANSWERED: "ตอบได้", PARTIAL: "ตอบได้บางส่วน", CLARIFY: "ถามกลับ",
  REFUSED_NOT_IN_DOCUMENTS: "ไม่มีในเอกสาร", REFUSED_OFF_TOPIC: "นอกขอบเขต",
  REFUSED_PERSONAL_DATA: "มีข้อมูลส่วนบุคคล", REFUSED_UNSAFE: "ไม่ปลอดภัย", GREETING: "ทักทาย",
  ERROR_MODEL: "โมเดลขัดข้อง", ERROR_TIMEOUT: "หมดเวลา", ERROR_INDEX: "ดัชนีไม่พร้อม",
};

export const REASONS = {
  WRONG_FACT: "ข้อเท็จจริงไม่ถูกต้อง", WRONG_EDITION: "ใช้ผิดฉบับ", NOT_WHAT_I_ASKED: "ไม่ตรงกับที่ถาม",
  MISSING_PART: "ตอบไม่ครบ", REFUSED_BUT_EXISTS: "คำตอบมีอยู่ในเอกสาร", HARD_TO_READ: "อ่านยาก",
  OTHER: "เรื่องอื่น",
};

export const REPAIRS = {
  "sara-am": "สระอำที่หายหรือเพี้ยน", "sara-ae": "สระแอที่แยกเป็นสระเอสองตัว", "marks-reordered": "ลำดับสระและวรรณยุกต์",
  "marks-doubled": "สระหรือวรรณยุกต์ซ้ำ", "tone-marks": "วรรณยุกต์ที่หาย", vowels: "สระที่หาย", nikhahit: "นิคหิต",
  spaces: "ช่องว่างเกิน", invisible: "อักขระที่มองไม่เห็น", "private-use": "อักขระเฉพาะฟอนต์", "latin-marks": "เครื่องหมายละตินแทนสระ",
  "8-bit": "รหัสอักขระเก่า", symbols: "สัญลักษณ์เฉพาะฟอนต์",
};

/** Whole baht. */
export function baht(value) {
  return `${number(value)} บาท`;
}

export function number(value) {
  return value.toLocaleString("th-TH");
}

/** A share from 0 to 1 as a percentage. */
export function share(value) {
  return `${Math.round(value * 100)}%`;
}

/** Bytes as people say them. */
export function weight(bytes) {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${number(size < 10 ? Math.ceil(size * 10) / 10 : Math.round(size))} ${unit}`;
}

/** Milliseconds as people say them. */
export function duration(milliseconds) {
  if (milliseconds == null) return WORDS.none;
  return milliseconds < 1000 ? `${number(Math.round(milliseconds))} มิลลิวินาที`
    : `${(milliseconds / 1000).toFixed(1)} วินาที`;
}

export function moment(iso) {
  if (!iso) return WORDS.none;
  const form = { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Bangkok" };
  return new Date(iso).toLocaleString("th-TH", form);
}

/** A day such as 2026-11-23, in Thai; with its year where `year` is "numeric". */
export function day(iso, year = undefined) {
  const form = { day: "numeric", month: "short", year, timeZone: "UTC" };
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("th-TH", form);
}
