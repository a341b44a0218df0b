"""Trains `digits` on lines drawn by `digit_lines`; needs torch and onnx, run by hand.

    python -m ingest.ocr.train_digits --fonts FOLDER LICENCE [--fonts FOLDER LICENCE ...]

Writes digits.onnx and digits.json (fonts, licences, accuracy on families held out) beside itself.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from pythainlp.corpus import thai_words
from torch import Tensor, nn

from ingest.ocr.digit_lines import IGNORED, Face, draw, find_faces
from ingest.ocr.digits import ALPHABET, HEIGHT, OTHER, WEIGHTS, stretch

HELD_OUT: Final = ("BaiJamjuree", "IBMPlexSansThaiLooped", "Kinnari", "Laksaman", "Trirong")
"""Families never trained on: the accuracy reported is on these."""
SEED: Final = 2566
BATCH: Final = 64
Lines = tuple[NDArray[np.uint8], NDArray[np.int8]]


class Spotter(nn.Module):  # type: ignore[misc]
    """Pictures (n, 1, HEIGHT, w) with ink 1 and paper 0 to log odds (n, classes, w / STEP)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            *_block(1, 16, (2, 2)),
            *_block(16, 32, (2, 1)),
            *_block(32, 48, (2, 1)),
            *_block(48, 72, (2, 1)),
            nn.Conv2d(72, 128, (2, 3), padding=(0, 1)),
            nn.BatchNorm2d(128),
            nn.ReLU(),
        )
        self.context = nn.ModuleList(_context(128, reach) for reach in (1, 2, 4))
        self.head = nn.Conv1d(128, len(ALPHABET) + 2, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """See the class."""
        found = self.layers(pictures).squeeze(2)
        for step in self.context:
            found = found + step(found)
        return self.head(found)


def main(arguments: Sequence[str]) -> None:
    """Draws the lines, trains, measures, writes the weights and their record."""
    options = _options(arguments)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # more wait for each other where others use the machine too
    faces = [
        face for folder, licence in options.fonts for face in find_faces(Path(folder), licence)
    ]
    held = [face for face in faces if face.family in HELD_OUT]
    seen = [face for face in faces if face.family not in HELD_OUT]
    model = Spotter()
    _train(model, _lines(seen, options.lines, SEED, options.workers), options.epochs)
    accuracy = _measure(model, _lines(held, 2000, SEED + 1, options.workers))
    _export(model)
    _record(faces, accuracy, options)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", nargs=2, action="append", required=True)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


def _block(inputs: int, outputs: int, pool: tuple[int, int]) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.MaxPool2d(pool),
    ]


def _context(width: int, reach: int) -> nn.Module:
    """Looks `reach` labels further to both sides."""
    return nn.Sequential(
        nn.Conv1d(width, width, 5, padding=2 * reach, dilation=reach, groups=width, bias=False),
        nn.BatchNorm1d(width),
        nn.ReLU(),
        nn.Conv1d(width, width, 1),
    )


def _lines(faces: Sequence[Face], count: int, seed: int, workers: int) -> Lines:
    """Pictures and their labels; each line has a seed of its own, so workers change nothing."""
    words = sorted(thai_words())
    tasks = [
        (faces, words, seed, start, min(1000, count - start)) for start in range(0, count, 1000)
    ]
    with Pool(workers) as pool:
        parts = pool.map(_draw_some, tasks, chunksize=1)
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _draw_some(task: tuple[Sequence[Face], Sequence[str], int, int, int]) -> Lines:
    faces, words, seed, start, count = task
    samples = [draw(np.random.default_rng((seed, start + at)), faces, words) for at in range(count)]
    return np.stack([each.picture for each in samples]), np.stack([each.labels for each in samples])


def _train(model: Spotter, lines: Lines, epochs: int) -> None:
    """One cycle of the learning rate over all epochs; bfloat16 and channels last are for speed."""
    pictures, labels = lines
    model.to(memory_format=torch.channels_last)
    steps = epochs * (len(pictures) // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    loss_of = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=0.02)
    rng = np.random.default_rng(SEED)
    order = np.concatenate([rng.permutation(len(pictures)) for _ in range(epochs)])
    for step in range(steps):
        chosen = order[step * BATCH : (step + 1) * BATCH]
        batch = _varied(rng, pictures[chosen]).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            odds = model(batch)
        loss = loss_of(odds.float(), torch.from_numpy(labels[chosen]).long())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            sys.stderr.write(f"{step}/{steps} {loss.item():.4f}\n")


def _varied(rng: np.random.Generator, pictures: NDArray[np.uint8]) -> Tensor:
    """Ink as 1 and paper as 0, no two times alike: moved up or down, darker, lighter, grainy."""
    moved = np.roll(pictures, int(rng.integers(-1, 2)), axis=1)
    ink = stretch(moved) * rng.uniform(0.8, 1.2, (len(moved), 1, 1)).astype(np.float32)
    ink += rng.normal(0, rng.uniform(0, 0.06), ink.shape).astype(np.float32)
    return torch.from_numpy(ink[:, None])


@torch.no_grad()  # type: ignore[untyped-decorator]
def _measure(model: Spotter, lines: Lines) -> dict[str, float]:
    """Shares of labelled places read right, over digits and over letters."""
    model.eval()
    pictures, labels = lines
    found = np.concatenate(
        [
            model(torch.from_numpy(stretch(part)[:, None])).argmax(1).numpy()
            for part in np.array_split(pictures, max(1, len(pictures) // 128))
        ]
    )
    digits = (labels >= OTHER + 1) & (labels < OTHER + 21)
    thai = (labels >= OTHER + 1) & (labels < OTHER + 11)
    return {
        "digits": float((found == labels)[digits].mean()),
        "thai_digits": float((found == labels)[thai].mean()),
        "letters": float((found == labels)[labels == OTHER].mean()),
    }


def _export(model: Spotter) -> None:
    model.eval()
    torch.onnx.export(
        model,
        (torch.zeros(1, 1, HEIGHT, 320),),
        str(WEIGHTS),
        input_names=["pictures"],
        output_names=["odds"],
        dynamic_axes={"pictures": {0: "n", 3: "width"}, "odds": {0: "n", 2: "places"}},
        opset_version=17,
        dynamo=False,  # the newer exporter would need one more package
    )


def _record(faces: Sequence[Face], accuracy: dict[str, float], options: argparse.Namespace) -> None:
    families = {face.family: face.licence for face in faces}
    record = {
        "seed": SEED,
        "lines": options.lines,
        "epochs": options.epochs,
        "held_out": [name for name in HELD_OUT if name in families],
        "accuracy_on_held_out": {name: round(share, 4) for name, share in accuracy.items()},
        "fonts": dict(sorted(families.items())),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    WEIGHTS.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
