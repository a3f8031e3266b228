"""removed.py ADDRESS FILE...

asks the export service at ADDRESS, with the client that openapi-python-client made of its description and the token in
TOKEN, for the bundles in these files, each of which was removed: what stands in its place names it, its seal stays in
the log, and whoever kept the file can still prove it."""

import os
import pathlib
import sys

from exports_client import AuthenticatedClient
from exports_client.api.exports import get_bundle, get_receipt, list_bundles
from exports_client.api.log import get_proof, get_tombstone

address, *files = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=os.environ["TOKEN"], raise_on_unexpected_status=True)
for file in files:
    bundle_id = pathlib.Path(file).stem
    for operation in (get_bundle, get_receipt):
        gone = operation.sync_detailed(bundle_id, client=client)
        assert (gone.status_code, gone.parsed.status) == (410, 410), gone.content
    note = get_tombstone.sync_detailed(bundle_id, client=client)
    assert note.status_code == 200, note.content
    head, name, seal = note.parsed.split("\n")[:3]
    assert (head, name) == ("export-bundles tombstone v1", bundle_id), note.parsed
    assert get_proof.sync_detailed(bundle_id, client=client).status_code == 200
assert list_bundles.sync(client=client).exports == []
