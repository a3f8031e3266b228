"""What may be asked for: documents, parts of them, models of a caller's own, and several of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from .choice import Choice
from .common import Common
from .contract import Contract
from .decoding import Document
from .extension import Extension
from .form import Form
from .part import Part
from .selection import Selection


class Forms:
    """Finds what reads a type."""

    def __init__(self, documents: Mapping[str, Document], parts: Sequence[Part]) -> None:
        self._documents = documents
        self._unions = [it for it in documents.values() if it.union]
        self._models = {it.type: it for it in (*documents.values(), *parts) if not it.union}
        self._of_models = lru_cache(self._compose)

    def find(self, form: Any) -> Form:
        """What reads a type: a model, a union of models, or the title of a document."""
        if isinstance(form, str) and form in self._documents:
            return self._documents[form]
        for document in self._documents.values():
            if document.type is form:
                return document
        models = tuple(dict.fromkeys(_models(form)))
        if None in models:
            titles = ", ".join(self._documents)
            raise TypeError(
                f"expected a type of the contract or its title ({titles}), found {form!r}"
            )
        return self._of_models(models)

    def _compose(self, models: tuple[type[Contract], ...]) -> Form:
        forms = [self._of_model(it) for it in models]
        if len(forms) == 1:
            return forms[0]
        documents = [it for it in forms if isinstance(it, Document)]
        for union in self._unions:
            assert union.union is not None
            titles = {it["title"] for it in union.union["branches"]}
            if len(documents) == len(forms) and titles >= {it.title for it in documents}:
                whole = len(titles) == len(documents)
                return union if whole else Selection.of(union, documents)
        return Choice(forms)

    def _of_model(self, model: type[Contract]) -> Document | Extension:
        if model in self._models:
            return self._models[model]
        extended = (self._models[it] for it in model.__mro__ if it in self._models)
        return Extension(model, next(extended, None))


def _models(form: Any) -> Iterator[type[Contract] | None]:
    """The models that a type consists of; None stands for anything else."""
    form = getattr(form, "__value__", form)
    origin = get_origin(form)
    if origin is Annotated:
        yield from _models(get_args(form)[0])
    elif origin in (Union, UnionType):
        for branch in get_args(form):
            yield from _models(branch)
    elif not isinstance(form, type) or not issubclass(form, Contract) or form in (Contract, Common):
        yield None
    elif issubclass(form, Common) and form.is_shared():
        yield from form.types()
    else:
        yield form
