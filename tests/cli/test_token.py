from __future__ import annotations

import hashlib
import json
import re

from api.settings import ApiSettings
from tests.cli.conftest import Run


def test_a_token_is_made_with_the_setting_that_lets_it_write(kaigraph: Run) -> None:
    made = json.loads(kaigraph("token", "--json").stdout)
    assert made["KAIGRAPH_WRITE_TOKENS"] == hashlib.sha256(made["token"].encode()).hexdigest()
    settings = ApiSettings.model_validate({"write_tokens": made["KAIGRAPH_WRITE_TOKENS"]})
    assert settings.token_hashes == [made["KAIGRAPH_WRITE_TOKENS"]]


def test_every_token_is_another_one(kaigraph: Run) -> None:
    shown = [kaigraph("token").stdout for _ in range(2)]
    tokens = [re.findall(r": (\S{43})\n", text) for text in shown]
    assert len({token for found in tokens for token in found}) == 2
    assert all("KAIGRAPH_WRITE_TOKENS=" in text for text in shown)
