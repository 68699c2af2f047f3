"""Readers over HTTP while others write: each answer must be whole, of one revision, and no list may skip or repeat."""

import threading
from collections import Counter
from typing import Any

import httpx

UNAVAILABLE = 503
"""Before the first migration, and while the database stands at a former one."""


class Reader(threading.Thread):
    """Reads until it is told to stop; `faults` says what should not have been."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.faults, self.answers = address, list[str](), Counter[int]()
        self._end = threading.Event()
        self._seen = False

    def run(self) -> None:
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self._end.is_set():
                try:
                    self._walk(client)
                except httpx.HTTPError as error:
                    self.faults.append(repr(error))

    def stop(self) -> None:
        self._end.set()
        self.join()

    def _get(self, client: httpx.Client, url: str) -> Any:
        response = client.get(url)
        self.answers[response.status_code] += 1
        if response.status_code == httpx.codes.OK:
            self._seen = True
            return response.json()
        is_former = response.status_code == UNAVAILABLE and "The database has schema 0003" in response.text
        allowed = {httpx.codes.GONE} | ({UNAVAILABLE} if is_former or not self._seen else set())
        if response.status_code not in allowed:
            self.faults.append(f"{response.status_code} for {url}: {response.text}")
        return None

    def _walk(self, client: httpx.Client) -> None:
        """Walk all interviews by pages of 7, and read each whole; a list whose corpus changed says 410 and is left."""
        ids: list[str] = []
        page = self._get(client, "/v1/interviews?limit=7&sort=title")
        total = page["total"] if page else 0
        while page:
            ids += [item["id"] for item in page["items"]]
            if not page["next"]:
                self._compare(sorted(set(ids)), sorted(ids), "interviews twice in one walk")
                self._compare(total, len(ids), "interviews left out of one walk")
            page = page["next"] and self._get(client, page["next"])
        for interview in ids[:10]:
            self._read(client, interview)

    def _read(self, client: httpx.Client, interview: str) -> None:
        page = self._get(client, f"/v1/interviews/{interview}/turns?limit=200")
        if page:
            positions = [turn["position"] for turn in page["items"]]
            self._compare(list(range(1, page["total"] + 1)), positions, f"positions of {interview}")
            self._compare(1, len({turn["interview"]["title"] for turn in page["items"]}), "titles in one answer")
        found = self._get(client, "/v1/search?q=harbour+OR+lantern&limit=50")
        for hit in found["items"] if found else ():
            for match in hit["matches"]:
                word = hit["turn"]["text"][match["start"] : match["end"]].lower()
                self._compare(
                    word[:7], next((w for w in ("harbour", "lantern") if word.startswith(w)), None), "a match"
                )

    def _compare(self, expected: object, found: object, what: str) -> None:
        if expected != found:
            self.faults.append(f"{what}: {found} for {expected}")
