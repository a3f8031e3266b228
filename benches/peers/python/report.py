"""report.py FILE OUT ROUNDS: sets the bundle of a file with reportlab, so many times, as services do it by the book: a
title, a table of facts, and all steps in a table whose head is repeated. Prints the seconds that each took."""

import json
import sys
import time

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

FACTS = ["bundle_id", "created_at", "run_id", "tenant_id", "total_steps", "total_tokens", "total_cost_cents"]
STEP = ["step_index", "timestamp", "step_type", "status", "tokens", "cost_cents", "duration_ms"]
GRID = TableStyle(
    [
        ("FONTSIZE", (0, 0), (-1, -1), 7),
        ("GRID", (0, 0), (-1, -1), 0.25, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
    ]
)
WIDTHS = [35, 130, 130, 55, 45, 50, 60, 80]


def report(text: bytes, out: str) -> None:
    bundle = json.loads(text)
    styles = getSampleStyleSheet()
    facts = [[name, str(bundle[name])] for name in FACTS]
    rows = [[*STEP, "content_hash"]]
    for step in bundle["steps"]:
        rows.append([*(str(step[name]) for name in STEP), step["content_hash"][:16]])
    table = LongTable(rows, colWidths=WIDTHS, repeatRows=1)
    table.setStyle(GRID)
    story = [Paragraph("Evidence of a run", styles["Title"]), LongTable(facts), Spacer(1, 12), table]
    SimpleDocTemplate(out, pagesize=A4, leftMargin=5, rightMargin=5).build(story)


def main(file: str, out: str, rounds: str) -> None:
    with open(file, "rb") as opened:
        text = opened.read()
    seconds = []
    for _ in range(int(rounds)):
        start = time.perf_counter()
        report(text, out)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "version": reportlab.Version}))


main(*sys.argv[1:])
