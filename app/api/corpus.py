"""The corpus: what there is, in numbers, and where to go."""

from fastapi import APIRouter

from app.api.answers import from_corpus
from app.api.openapi import corpus_responses
from app.api.reading import Reading
from app.api.schemas import Corpus, CorpusLinks
from app.api.urls import Urls
from app.queries import corpus

router = APIRouter(prefix="/v1", tags=["corpus"], responses=corpus_responses())


@router.get("", operation_id="getCorpus", response_model=Corpus)
@from_corpus
def get_corpus(reading: Reading) -> Corpus:
    """Get what there is, in numbers, with links to everything else."""
    counts = corpus.get_counts(reading.session)
    return Corpus(**counts._asdict(), revision=reading.corpus.revision, links=_links(reading.urls))


def _links(urls: Urls) -> CorpusLinks:
    return CorpusLinks(
        interviews=f"{urls.base}/v1/interviews",
        turns=f"{urls.base}/v1/turns",
        speakers=f"{urls.base}/v1/speakers",
        search=f"{urls.base}/v1/search?q={{q}}",
        concordance=f"{urls.base}/v1/concordance?q={{q}}",
        verify=f"{urls.base}/v1/quotes/verify?text={{text}}",
        export=f"{urls.base}/v1/export/turns",
        documentation=f"{urls.base}/docs",
        openapi=f"{urls.base}/openapi.json",
    )
