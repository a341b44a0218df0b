"""Everything written goes under the data directory: nothing into the home of whoever runs it."""

import subprocess

from product import SODKLONG, TIMEOUT, environment


def test_nothing_is_written_at_home(data_dir, tmp_path):
    inherited = environment(data_dir)
    own = {name: value for name, value in inherited.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [SODKLONG, "ask", "ใครเป็นผู้ลงนามในหนังสือ"],
        env=own | {"HOME": str(tmp_path), "SODKLONG_EMBEDDER": "bundled"},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    assert "telemetry" not in done.stderr
    assert list(tmp_path.rglob("*")) == []
