"""Opens what every door needs: the database, the embedder, the library, the tools to answer."""

from dataclasses import dataclass
from pathlib import Path

from api.clock import today
from api.known import SHIPPED, KnownDocuments, read_known
from api.lines import Line
from api.login import Login, open_login
from api.metrics import Metrics
from api.rates import Budget, Rates
from api.settings import Settings
from api.tracing import Tracing, open_tracing
from api.viewer import Gate
from assistant.draft import Tools
from assistant.evaluation.trial import examining
from assistant.model.chat import Model, Terms, open_model
from db.embedder import CachedEmbedder, Embedder, Progress, TwofoldEmbedder, open_embedder
from db.engine import Database, default_url, open_database
from db.errors import DatabaseUnavailable, InvalidInput
from db.index import LiveIndex
from db.models import Role
from db.reads.revision import Revisions
from db.reranker import open_reranker
from db.schema import migrate
from db.writes.generations import SqlVectorCache
from ingest.library import Library
from ingest.publish import PublishTerms

# Searches at work at once, and how many searches or questions may wait.
SEARCHES, WAITING = 1, 32
# Files of projects read at once for whoever sends them; the rest wait in line.
_PAPERS = 2


@dataclass(frozen=True, slots=True)
class Services:
    """Open services of one data directory."""

    settings: Settings
    database: Database
    data_dir: Path
    embedder: Embedder
    library: Library
    terms: PublishTerms
    tools: Tools
    gate: Gate
    rates: Rates
    known: KnownDocuments
    line: Line
    searches: Line
    papers: Line
    revisions: Revisions
    metrics: Metrics
    tracing: Tracing | None

    def close(self) -> None:
        """End the reading process; release the index and the database."""
        self.library.close()
        self.tools.live.close()
        self.revisions.close()
        self.database.close()
        if self.tracing is not None:
            self.tracing.close()


def open_services(
    settings: Settings,
    models: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Services:
    """Open everything, applying the migrations that are missing.

    The bundled model is kept under `models`, the data directory unless given; `progress` is told
    of passages embedded and passages in all.

    Raises a ProblemError when the data directory, the database, the embedder, the reranker or the
    language model is unusable.
    """
    model = _model(settings)
    database = open_database_of(settings)
    cache = SqlVectorCache(database)
    engine = open_embedder(settings.embedder, models or settings.data_dir)
    embedder = CachedEmbedder(TwofoldEmbedder(engine), cache)
    reranker = open_reranker(settings.reranker) if settings.reranker else None
    metrics = Metrics()
    live = LiveIndex(database, settings.data_dir, embedder, reranker, settings.chroma_url)
    tools = Tools(database, live, embedder, model)
    terms = _terms(settings, tools)
    return Services(
        settings=settings,
        database=database,
        data_dir=settings.data_dir,
        embedder=embedder,
        library=Library(database, settings.data_dir, embedder, progress, terms),
        terms=terms,
        tools=tools,
        gate=Gate(database, _login(settings)),
        rates=_rates(settings, metrics),
        known=read_known(SHIPPED, settings.data_dir / "known"),
        line=Line(settings.questions_at_once, settings.answer_timeout, length=WAITING),
        searches=Line(SEARCHES, settings.timeout, length=WAITING),
        papers=Line(_PAPERS, settings.answer_timeout),
        revisions=Revisions(database),
        metrics=metrics,
        tracing=open_tracing(settings.otlp_endpoint) if settings.otlp_endpoint else None,
    )


def _terms(settings: Settings, tools: Tools) -> PublishTerms:
    """How generations are made, checked and kept."""
    examine = examining(tools, settings.check_questions, settings.check_least, today)
    return PublishTerms(settings.keep_generations, settings.chroma_url, examine)


def _model(settings: Settings) -> Model | None:
    """The language model that is set; None is the usual case."""
    if not settings.llm:
        return None
    key = settings.llm_api_key
    terms = Terms(
        timeout=settings.llm_timeout,
        max_tokens=settings.llm_max_tokens,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
    )
    return open_model(
        settings.llm, settings.llm_base_url, key.get_secret_value() if key else None, terms
    )


def _login(settings: Settings) -> Login | None:
    """The organisation's login, None where none is set; raises InvalidInput for half of one."""
    given = (settings.oidc_issuer, settings.oidc_audience, settings.oidc_keys)
    issuer, audience, keys = given
    if not any(given):
        return None
    if not (issuer and audience and keys):
        raise InvalidInput(
            "ต้องตั้ง SODKLONG_OIDC_ISSUER, SODKLONG_OIDC_AUDIENCE และ SODKLONG_OIDC_KEYS ให้ครบ"
        )
    return open_login(issuer, audience, keys, settings.oidc_role_claim)


def _rates(settings: Settings, metrics: Metrics) -> Rates:
    """Known callers may spend ten times what strangers may."""
    stranger = Budget(settings.rate_points, settings.rate_questions)
    known = Budget(stranger.points * 10, stranger.questions * 10)
    return Rates(
        {role: stranger if role is Role.ANONYMOUS else known for role in Role}, metrics.refused
    )


def open_database_of(settings: Settings) -> Database:
    """The database of a data directory with the migrations applied; raises DatabaseUnavailable."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"สร้างโฟลเดอร์ข้อมูล {settings.data_dir} ไม่ได้ ({error.strerror})"
        ) from error
    given, password = settings.database_url, settings.database_password
    if given is None:
        database = open_database(default_url(settings.data_dir))
    else:
        database = open_database(
            given.get_secret_value(), password.get_secret_value() if password else None
        )
    migrate(database)
    return database
