"""What the search finds of the reading room: the catalogue, open to everybody."""

from django.utils.translation import gettext_lazy as _

from motcua.kernel.search import api as search

from . import queries

CATALOGUE = search.Kind(code=queries.KIND, title=_("Reading room"), feed=queries.feed)
