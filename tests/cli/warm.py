"""Loads the reader when it is imported, so that processes forked afterwards need not."""

from cli.console import configure_logging
from ingest.pipeline import Pipeline, article_of

configure_logging(verbose=False)
Pipeline().read(article_of("산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다.", "warm"))
