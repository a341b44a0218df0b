"""`sodklong prepare`: everything that has to be there before servers and workers begin."""

from api.commands.output import AsJson, say, say_json


def prepare(as_json: AsJson = False) -> None:
    """Apply missing migrations, build the model, load the product's data and publish it."""
    from api.commands.opening import opened

    with opened(loaded=True) as services:
        generation = services.tools.live.current().generation
    if as_json:
        say_json({"generation": generation})
    else:
        say(f"พร้อมแล้ว: ดัชนีรุ่นที่ {generation} ตอบคำถาม")
