"""What clients see of several processes over a replica, while corpora change and nodes fail."""

from pathlib import Path

from tests.postgresql.nodes import live_through
from tests.postgresql.server import required
from tests.postgresql.watching import ALLOWED


def test_no_answer_mixes_revisions_and_none_is_a_500_whatever_happens_to_nodes(tmp_path: Path) -> None:
    required()
    rows, faults = live_through(tmp_path)
    assert faults == []
    seen = dict(rows)
    crashed = seen.pop("the replica has crashed")
    assert crashed[503] > 0
    assert all(seen[step][200] > 0 for step in ALLOWED if step in seen)
