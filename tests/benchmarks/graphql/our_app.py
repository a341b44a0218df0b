"""The product's own application over a universe, as `sodklong serve` runs it.

`serve` also reads every plan it holds into the index of passages: half an hour for a universe that
no question is asked of. All else is the same.

    SODKLONG_DATA_DIR=... python tests/benchmarks/graphql/our_app.py 8001 MODELS_DIR
"""

import sys
from pathlib import Path

import uvicorn

from api.app import create_app
from api.services import open_services
from api.settings import read_settings


def main() -> None:
    """Serve on the port of the first argument; the second is where the bundled model is kept."""
    services = open_services(read_settings(), models=Path(sys.argv[2]))
    uvicorn.run(
        create_app(services),
        port=int(sys.argv[1]),
        log_level="warning",
        timeout_graceful_shutdown=5,
    )
    services.close()


if __name__ == "__main__":
    main()
