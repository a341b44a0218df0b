"""A small library of our own, asked through a model: the whole way from question to answer."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Part
from assistant.ask import Question, ask
from assistant.draft import Tools
from assistant.model.chat import Terms, open_model
from db.engine import default_url, open_database
from db.index import LiveIndex
from db.models import DocumentKind
from db.schema import migrate
from ingest.library import Library, Text

RULES = """# ระเบียบการยืมครุภัณฑ์คอมพิวเตอร์
ข้อ ๑ ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน ๑๕ วัน นับแต่วันที่ได้รับครุภัณฑ์
ข้อ ๒ การยืมเกิน ๓๐ วัน ต้องได้รับความเห็นชอบจากผู้อำนวยการกองคลัง
ข้อ ๓ ผู้ยืมไม่ต้องวางเงินประกันครุภัณฑ์
ข้อ ๔ ค่าปรับกรณีส่งคืนล่าช้า วันละ ๕๐ บาท ต่อรายการ
"""
DAYS = "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายในกี่วัน"
DAYS_QUOTE = "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน ๑๕ วัน"
DAYS_TEXT = "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน 15 วัน"
# In these words no clause answers, so without a model it is refused.
LATE = "หากคืนครุภัณฑ์ไม่ตรงเวลา ถูกเรียกเก็บเงินเท่าไร"
LATE_QUOTE = "ค่าปรับกรณีส่งคืนล่าช้า วันละ ๕๐ บาท ต่อรายการ"
LATE_TEXT = "ค่าปรับกรณีส่งคืนครุภัณฑ์ล่าช้า วันละ 50 บาท ต่อรายการ"
QUICK = Terms(timeout=3, connect=1, pause=1, backoff=0.01)


class Loans:
    """The library and its tools; `ask` follows a question to its end."""

    def __init__(self, home, embedder):
        self._database = open_database(default_url(home))
        migrate(self._database)
        self._library = Library(self._database, home, embedder)
        self.tools = Tools(self._database, LiveIndex(self._database, home, embedder), embedder)
        self.take("loans", RULES)

    def take(self, name, text):
        """Another document, published."""
        self._library.take(Text(name, text.encode(), DocumentKind.OTHER))
        self._library.publish()

    def served_by(self, url, name="openai:m", terms=QUICK):
        """From now on a model at `url` writes."""
        self.tools = replace(self.tools, model=open_model(name, url, "sk-very-secret", terms))

    def ask(self, question, conversation=None):
        """(parts told, answer)."""
        return asyncio.run(self._follow(question, conversation))

    def close(self):
        self._library.close()
        self.tools.live.close()
        self._database.close()

    async def _follow(self, question, conversation):
        asked = Question(question, date(2026, 11, 23), conversation)
        async with aclosing(ask(asked, self.tools)) as events:
            told = [event async for event in events]
        parts = [event for event in told if isinstance(event, Part)]
        assert isinstance(told[-1], Answer)
        return parts, told[-1]
