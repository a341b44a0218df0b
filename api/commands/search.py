"""`sodklong search`: finds passages."""

from typing import Annotated

import typer

from api.commands.output import AsJson, note, say, say_json


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", help="How many hits, 1 to 100.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Hybrid search over the library, best first."""
    from api.commands.opening import opened
    from assistant.search import search as find

    with opened() as services:
        found = find(services.database, services.tools.live.current(), query, k)
    hits = [
        {
            "rank": rank,
            "score": round(evidence.score, 4),
            "document": evidence.passage.slug,
            "title": evidence.passage.title,
            "page": evidence.passage.page_number,
            "section": evidence.passage.section,
            "text": evidence.passage.whole,
        }
        for rank, evidence in enumerate(found.evidence, 1)
    ]
    for line in found.degraded:
        note(line)
    if as_json:
        say_json({"hits": hits})
        return
    for hit in hits:
        say(f"{hit['rank']:>3}. [{hit['score']}] {hit['title']} หน้า {hit['page']} {hit['section']}")
        say(f"     {str(hit['text'])[:200]}")
    if not hits:
        say("ไม่พบข้อความ")
