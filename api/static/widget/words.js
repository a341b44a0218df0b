/** Every word the widget shows or speaks. */

export const LIMIT = 2000;
export const NEAR_LIMIT = 1800;

export const EXAMPLES = [
  "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง",
  "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์ อะไรบ้าง",
  "ครม. เห็นชอบแผนพัฒนาดิจิทัลเมื่อไร",
  "ใครต้องจัดทำแผนปฏิบัติการดิจิทัลระยะ 3 ปี",
  "ตัวชี้วัดของแผนพัฒนารัฐบาลดิจิทัล พ.ศ. 2566-2570 มีอะไรบ้าง",
];

export const WORDS = {
  name: "สอดคล้อง",
  subtitle: "ตอบจากเอกสาร พร้อมที่มา",
  launcher: "ถามสอดคล้อง",
  close: "ปิดหน้าต่างถามตอบ",
  clear: "เริ่มบทสนทนาใหม่",
  cleared: "เริ่มบทสนทนาใหม่แล้ว",
  restoring: "กำลังเปิดบทสนทนาเดิม",
  notRestored: "เปิดบทสนทนาเดิมไม่ได้ในขณะนี้ ถามต่อได้ตามปกติ",
  talk: "บทสนทนา",
  welcome: "ถามเรื่องแผนดิจิทัลได้เลย",
  welcomeMore: "ทุกคำตอบยกข้อความจากเอกสาร กดหมายเลขเพื่อเปิดดูข้อความจริงในหน้านั้น",
  examples: "ตัวอย่างคำถาม",
  field: "คำถามของคุณ",
  placeholder: "พิมพ์คำถามที่นี่",
  send: "ส่งคำถาม",
  stop: "หยุด",
  privacy: "อย่าใส่ข้อมูลส่วนบุคคล เช่น เลขประจำตัวประชาชนหรือเบอร์โทรศัพท์",
  check: "โปรดตรวจกับเอกสารต้นฉบับก่อนนำไปใช้",
  emptyHint: "พิมพ์คำถามก่อน แล้วจึงกดส่ง",
  busyHint: "กำลังหาคำตอบของคำถามก่อนหน้า รอสักครู่หรือกดหยุด",
  asking: "กำลังค้นหาคำตอบ",
  starting: "กำลังส่งคำถาม",
  answered: "ได้คำตอบแล้ว",
  newAnswer: "ดูคำตอบใหม่",
  asked: "คำถาม",
  notices: "ข้อสังเกต",
  sources: "แหล่งอ้างอิง",
  nearby: "ข้อความใกล้เคียง",
  next: "ทำอย่างไรต่อ",
  writing: "กำลังเขียนคำตอบ อาจเปลี่ยนได้เมื่อตรวจทานเสร็จ",
  suggestions: "ถามต่อ",
  rating: "คำตอบนี้มีประโยชน์หรือไม่",
  helpful: "มีประโยชน์",
  unhelpful: "ไม่มีประโยชน์",
  reasons: "ไม่มีประโยชน์อย่างไร (เลือกได้หลายข้อ)",
  comment: "เล่าเพิ่มเติม (ไม่บังคับ)",
  commentHint: "ไม่เกิน 1,000 ตัวอักษร ผู้ดูแลระบบอ่านได้พร้อมคำถาม อย่าใส่ข้อมูลส่วนบุคคล",
  sendRating: "ส่งความเห็น",
  sendingRating: "กำลังส่งความเห็น",
  cancel: "ยกเลิก",
  thanks: "ขอบคุณสำหรับความเห็น",
  ratingFailed: "ส่งความเห็นไม่สำเร็จ ข้อความที่กรอกยังอยู่ ลองส่งอีกครั้ง",
  copy: "คัดลอกคำตอบ",
  copied: "คัดลอกคำตอบพร้อมแหล่งอ้างอิงแล้ว",
  copiedShort: "คัดลอกแล้ว",
  copyFailed: "คัดลอกไม่สำเร็จ เลือกข้อความแล้วคัดลอกเองได้",
  retry: "ลองอีกครั้ง",
  stopped: "หยุดแล้ว คำถามกลับไปอยู่ในช่องพิมพ์",
  kept: "คำถามยังอยู่ในช่องพิมพ์ แก้ไขหรือส่งใหม่ได้",
  source: "ข้อความต้นทาง",
  closeSource: "ปิดข้อความต้นทาง",
  openPage: "เปิดหน้านี้ในแท็บใหม่",
  loadingPage: "กำลังเปิดหน้าเอกสาร",
  noPage: "เปิดข้อความทั้งหน้าไม่ได้ในขณะนี้ แสดงเฉพาะข้อความที่ยกมา",
  gone: "เอกสารที่ไม่มีในระบบแล้ว",
  noPlace: "หาตำแหน่งของข้อความในหน้านี้ไม่พบ แสดงข้อความที่ยกมาไว้ก่อน",
};

const ERROR_NEXT = "คำถามยังอยู่ในช่องพิมพ์ รอสักครู่แล้วลองอีกครั้ง";

/** How an answer of each status looks: a tone for the box, a title, what to do next. */
export const STATUSES = {
  ANSWERED: { tone: "plain" },
  GREETING: { tone: "plain" },
  PARTIAL: { tone: "partial", title: "ตอบได้บางส่วน" },
  CLARIFY: {
    tone: "calm",
    title: "ขอรายละเอียดเพิ่ม",
    next: "ถามอีกครั้งโดยระบุชื่อแผน ปี พ.ศ. หรือหน่วยงานที่ต้องการ",
  },
  REFUSED_NOT_IN_DOCUMENTS: {
    tone: "calm",
    title: "ไม่พบคำตอบในเอกสารที่มี",
    next: "ลองระบุชื่อแผน ปี พ.ศ. หรือหน่วยงานให้ชัดขึ้น หรือสอบถามหน่วยงานเจ้าของเรื่อง",
  },
  REFUSED_OFF_TOPIC: {
    tone: "calm",
    title: "คำถามอยู่นอกขอบเขต",
    next: "ถามเรื่องแผนดิจิทัลหรือหนังสือสั่งการได้",
  },
  REFUSED_PERSONAL_DATA: {
    tone: "calm",
    title: "คำถามมีข้อมูลส่วนบุคคล",
    next: "ลบเลขประจำตัว เบอร์โทรศัพท์ หรือเลขบัญชีออก แล้วส่งคำถามใหม่",
  },
  REFUSED_UNSAFE: {
    tone: "calm",
    title: "ตอบคำถามนี้ไม่ได้",
    next: "ถามถึงเนื้อหาในเอกสารโดยตรง เช่น ชื่อแผน ยุทธศาสตร์ หรือกำหนดเวลา",
  },
  ERROR_MODEL: { tone: "error", title: "ระบบเรียบเรียงคำตอบขัดข้อง", next: ERROR_NEXT },
  ERROR_TIMEOUT: { tone: "error", title: "ใช้เวลานานเกินกำหนด", next: ERROR_NEXT },
  ERROR_INDEX: { tone: "error", title: "ระบบค้นเอกสารยังไม่พร้อม", next: ERROR_NEXT },
};

/** What may be wrong with an answer, and with a refusal. */
export const REASONS = {
  WRONG_FACT: "ข้อเท็จจริงไม่ถูกต้อง",
  WRONG_EDITION: "ใช้แผนหรือเอกสารผิดฉบับ",
  REFUSED_BUT_EXISTS: "คำตอบมีอยู่ในเอกสาร",
  NOT_WHAT_I_ASKED: "ไม่ตรงกับที่ถาม",
  MISSING_PART: "ตอบไม่ครบ",
  HARD_TO_READ: "อ่านเข้าใจยาก",
  OTHER: "เรื่องอื่น",
};
export const REFUSAL_REASONS = ["REFUSED_BUT_EXISTS", "NOT_WHAT_I_ASKED", "HARD_TO_READ", "OTHER"];
export const ANSWER_REASONS = Object.keys(REASONS).filter((name) => name !== "REFUSED_BUT_EXISTS");

export const FAILURES = {
  NETWORK: "ติดต่อเซิร์ฟเวอร์ไม่ได้ ตรวจการเชื่อมต่ออินเทอร์เน็ตแล้วลองอีกครั้ง",
  HTTP: "เซิร์ฟเวอร์ตอบกลับผิดปกติ ลองอีกครั้งในอีกสักครู่",
  GRAPHQL: "ระบบประมวลผลคำถามไม่สำเร็จ ลองอีกครั้งในอีกสักครู่",
  CUT_OFF: "การเชื่อมต่อขาดก่อนได้คำตอบครบ ลองอีกครั้ง",
  SILENT: "เซิร์ฟเวอร์เงียบไปนานเกินไป ลองอีกครั้ง",
  RATE_LIMITED: "ถามถี่เกินไป รอสักครู่แล้วลองอีกครั้ง",
  UNAUTHENTICATED: "ต้องเข้าสู่ระบบก่อนจึงจะถามได้",
  FORBIDDEN: "บัญชีนี้ไม่มีสิทธิ์ถาม",
  STOPPED: WORDS.stopped,
  UNKNOWN: "เกิดข้อผิดพลาดที่ไม่คาดไว้ ลองอีกครั้ง",
};

export function thaiNumber(number) {
  return number.toLocaleString("th-TH");
}

export function pageWords({ page, printedPage }) {
  if (page == null) return "";
  const printed = printedPage && String(printedPage) !== String(page);
  return printed ? `หน้า ${page} (เลขพิมพ์ ${printedPage})` : `หน้า ${page}`;
}

/** "หน้า 1 · ฉบับ 2566-2570 · ข้อ ๑", leaving out what is not known. */
export function placeWords(citation) {
  const edition = citation.document.edition;
  const parts = [edition && editionWords(edition), pageWords(citation), citation.section];
  return parts.filter(Boolean).join(" · ");
}

/** The accessible name of a numbered citation. */
export function citationWords(citation) {
  const parts = [`แหล่งที่ ${citation.number}`, pageWords(citation), citation.document.title];
  return parts.filter(Boolean).join(" ");
}

export function remainingWords(length) {
  if (length > LIMIT) return `ยาวเกิน ${thaiNumber(length - LIMIT)} ตัวอักษร ตัดให้สั้นลงก่อนส่ง`;
  return `พิมพ์ได้อีก ${thaiNumber(LIMIT - length)} ตัวอักษร`;
}

export function stepsWords(milliseconds) {
  const seconds = (milliseconds / 1000).toFixed(1);
  return `ขั้นตอนที่ทำ (${seconds} วินาที)`;
}

export function waitWords(seconds) {
  return `ลองใหม่ได้ใน ${seconds} วินาที`;
}

function editionWords(edition) {
  return edition.startsWith("ฉบับ") ? edition : `ฉบับ ${edition}`;
}
