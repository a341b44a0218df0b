"""Questions and answers: a mutation, and a subscription that tells of each step."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import date
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote as url_quote

import strawberry
from strawberry import relay
from strawberry.scalars import JSON

from api.asking import answer_question, ask_question
from api.clock import today
from api.context import Info
from api.links import link
from api.problems import (
    AssistantPaused,
    InvalidInput,
    NotFound,
    Unavailable,
    asking_problem_of,
)
from api.schema.documents import Document, label_of
from api.schema.enums import AnswerStatus, Author
from api.schema.feedback import Feedback
from api.schema.passages import Passage
from api.schema.work_enums import Outdated
from assistant import answer as results
from assistant.ask import Question
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError
from db.models import Role
from db.models.answers import is_key

if TYPE_CHECKING:
    from api.schema.conversations import Conversation

LazyConversation = Annotated["Conversation", strawberry.lazy("api.schema.conversations")]


@strawberry.input(description="A question.")
class AskInput:
    """What is asked."""

    question: str = strawberry.field(description="The question, at most 2,000 characters.")
    conversation_id: strawberry.ID | None = strawberry.field(
        default=None, description="The conversation it belongs to; null begins a new one."
    )
    as_of: date | None = strawberry.field(
        default=None, description="Answer by what was in force on this day; null means today."
    )


@strawberry.type(description="Words of a document that support a sentence.")
class Citation:
    """A quote and its place."""

    kind: strawberry.Private[str]
    slug: strawberry.Private[str]
    place: strawberry.Private[tuple[int, int, str]]
    number: int = strawberry.field(description="Its number in the answer, from 1.")
    quote: str = strawberry.field(description="The words, to the letter.")
    page: int = strawberry.field(description="Page of the file, from 1.")
    printed_page: str | None = strawberry.field(description="Number printed on the page.")
    section: str = strawberry.field(description="Headings down to the quote; may be empty.")
    start: int = strawberry.field(description="First character of the quote in the page's text.")
    end: int = strawberry.field(description="Character after the quote in the page's text.")
    version: int = strawberry.field(description="Version of the document.")

    @strawberry.field(description="Page that shows the quote in its place.")
    def url(self) -> str:
        """Path of the cited page."""
        path = f"/documents/{url_quote(self.slug, safe='')}/{self.version}/{self.page}"
        return f"{path}?start={self.start}&end={self.end}"

    @strawberry.field(description="A warning to show with the quote; null when none is due.")
    def label(self) -> str | None:
        """The label of summaries."""
        return label_of(self.kind)

    document: Document | None = link(
        "The document quoted.", "document_called", Document.of, key="slug"
    )

    passage: Passage | None = link(
        "The passage quoted; null where it was cut anew since.",
        "passage_quoted",
        Passage.of,
        key="place",
    )

    @classmethod
    def of(cls, number: int, quote: results.Quote) -> "Citation":
        """The citation numbered `number`, from 1."""
        return cls(
            kind=quote.kind,
            slug=quote.document,
            place=(quote.version_id, quote.page, quote.passage_digest),
            number=number,
            quote=quote.text,
            page=quote.page,
            printed_page=quote.printed_page,
            section=quote.section,
            start=quote.start,
            end=quote.end,
            version=quote.version,
        )


@strawberry.type(description="One sentence of an answer.")
class AnswerSentence:
    """A statement with its citations."""

    text: str = strawberry.field(description="The sentence, in Thai.")
    citations: list[Citation] = strawberry.field(description="What supports it.")


@strawberry.type(description="An answer in which every sentence is supported, or a refusal.")
class Answer(relay.Node):
    """What became of a question."""

    _id_attr = "id"  # as it is: nobody can guess it
    id: strawberry.ID = strawberry.field(description="The stored answer.")
    conversation_id: strawberry.ID = strawberry.field(description="Its conversation.")
    question: str = strawberry.field(
        description="The question; in its place a note where it held personal data."
    )
    status: AnswerStatus = strawberry.field(description="How the question ended.")
    author: Author | None = strawberry.field(
        description="Who put the answer together; null where nothing was answered."
    )
    text: str = strawberry.field(description="The whole answer, in Thai.")
    sentences: list[AnswerSentence] = strawberry.field(description="The answer by sentence.")
    citations: list[Citation] = strawberry.field(
        description="All quotes in order; after a refusal the nearest passages."
    )
    notices: list[str] = strawberry.field(description="What to beware of, in Thai.")
    suggestions: list[str] = strawberry.field(
        description="Questions to ask on with, ready to be asked as they stand."
    )
    outdated: Outdated | None = strawberry.field(
        description="What became of the cited passages since; null while they stand."
    )
    timings: JSON = strawberry.field(
        description="Milliseconds by step; after a model wrote, its tokens and their cost."
    )

    @strawberry.field(description="The conversation it belongs to.")
    async def conversation(self, info: Info) -> LazyConversation | None:
        """Its conversation."""
        from api.schema.conversations import Conversation

        info.context.personal = True
        key = (str(self.conversation_id), info.context.viewer.subject)
        row = await info.context.load.conversation.load(key)
        return Conversation.of(row) if row else None

    @strawberry.field(description="What the asker thought of it; null when it was not rated.")
    async def feedback(self, info: Info) -> Feedback | None:
        """The rating."""
        row = await info.context.load.feedback_of_answer.load(str(self.id))
        return Feedback.of(row) if row else None

    @classmethod
    def of(cls, found: results.Answer) -> "Answer":
        """The finished answer."""
        citations = [Citation.of(at, quote) for at, quote in enumerate(found.quotes, 1)]
        return cls(
            id=strawberry.ID(found.id),
            conversation_id=strawberry.ID(found.conversation_id),
            question=found.question,
            status=found.status,
            author=found.author,
            text=found.text,
            sentences=[
                AnswerSentence(text=s.text, citations=[citations[at] for at in s.citations])
                for s in found.sentences
            ],
            citations=citations,
            notices=list(found.notices),
            suggestions=list(found.suggestions),
            outdated=found.outdated,
            timings=JSON(dict(found.timings)),
        )


@strawberry.type(description="A step has begun.")
class AnswerProgress:
    """Progress of an answer."""

    step: str = strawberry.field(description="Name of the step.")
    message: str = strawberry.field(description="What users read meanwhile, in Thai.")
    elapsed_ms: float = strawberry.field(description="Milliseconds since the question came in.")


@strawberry.type(description="A sentence of an answer that a language model is still writing.")
class AnswerPart:
    """A supported sentence, ahead of its answer."""

    text: str = strawberry.field(description="The sentence, in Thai; the answer may still differ.")
    citations: list[Citation] = strawberry.field(description="What supports it.")


AskResult = Annotated[
    Answer | AssistantPaused | InvalidInput | NotFound | Unavailable,
    strawberry.union("AskResult", description="An answer or an expected failure."),
]
AnswerEvent = Annotated[
    AnswerProgress | AnswerPart | Answer | AssistantPaused | InvalidInput | NotFound | Unavailable,
    strawberry.union(
        "AnswerEvent",
        description="Progress, perhaps sentences being written, then an answer or a failure.",
    ),
]


def question_of(info: Info, asked: AskInput) -> Question:
    """The question in an input, charged to its asker; raises what forbids it."""
    context = info.context
    if not context.services.settings.anonymous_asking:
        context.viewer.require(Role.STAFF)
    context.charge_question()
    conversation = str(asked.conversation_id) if asked.conversation_id else None
    if conversation and not is_key(conversation):
        raise InvalidInputError("รหัสบทสนทนาไม่ถูกต้อง โปรดเริ่มบทสนทนาใหม่", ("input", "conversationId"))
    return Question(asked.question, asked.as_of or today(), conversation, context.viewer.subject)


@strawberry.type
class AnswerMutation:
    """Asking."""

    @strawberry.mutation(description="Ask a question and wait for the whole answer.")
    async def ask(
        self,
        info: Info,
        input: Annotated[AskInput, strawberry.argument(description="The question.")],
    ) -> AskResult:
        """Answer a question."""
        try:
            asked, services = question_of(info, input), info.context.services
            async with services.line.turn(info.context.caller):
                return Answer.of(await answer_question(asked, services))
        except ProblemError as error:
            return asking_problem_of(error)


@strawberry.type
class AnswerSubscription:
    """Asking with progress."""

    @strawberry.subscription(description="Ask a question and follow its steps.")
    async def answer(
        self,
        info: Info,
        input: Annotated[AskInput, strawberry.argument(description="The question.")],
    ) -> AsyncGenerator[AnswerEvent, None]:
        """The steps, then the answer."""
        try:
            numbers: dict[results.Quote, int] = {}
            asked, services = question_of(info, input), info.context.services
            async with (
                services.line.turn(info.context.caller),
                aclosing(ask_question(asked, services)) as told,
            ):
                async for event in told:
                    yield _event(event, numbers)
        except ProblemError as error:
            yield asking_problem_of(error)


def _event(
    event: results.Event, numbers: dict[results.Quote, int]
) -> AnswerProgress | AnswerPart | Answer:
    """`numbers` counts the quotes of the parts told so far."""
    if isinstance(event, results.Answer):
        return Answer.of(event)
    if isinstance(event, results.Part):
        found = [(numbers.setdefault(q, len(numbers) + 1), q) for q in event.quotes]
        return AnswerPart(text=event.text, citations=[Citation.of(at, q) for at, q in found])
    return AnswerProgress(step=event.step, message=event.message, elapsed_ms=event.elapsed_ms)
