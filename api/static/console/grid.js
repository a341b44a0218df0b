/** Moving in a table whose cells hold buttons. */

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** For a keydown in a table: arrow keys go to the next cell of its body that holds a button. */
export function moveInGrid(event) {
  const [down, right] = MOVES[event.key] ?? [];
  const cell = event.target.closest?.("td");
  if (down === undefined || !cell) return;
  event.preventDefault();
  const rows = [...cell.closest("table").tBodies].flatMap((body) => [...body.rows]);
  let [row, at] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (let next = null; !next;) {
    row += down;
    at += right;
    const found = rows[row]?.cells[at];
    if (!rows[row] || (right && found?.tagName !== "TD")) return;
    next = found?.querySelector("button");
    next?.focus();
  }
}
