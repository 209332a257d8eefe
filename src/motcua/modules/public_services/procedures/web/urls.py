"""Addresses of the catalogue; the start page of the site is here."""

from django.urls import path, register_converter

from .views import (
    catalogue,
    comparing,
    deciding,
    editing,
    local,
    posting,
    proposals,
    proposing,
    public,
)


class CodeConverter:
    """The code of a procedure in an address."""

    regex = r"[0-9L]\.[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "procedure_code")

app_name = "procedures"
urlpatterns = [
    path("", public.start, name="start"),
    path("procedures/", public.services, name="list"),
    path("procedures/suggest/", public.suggest, name="suggest"),
    path("procedures/<procedure_code:code>/", public.procedure, name="procedure"),
    path("procedures/<procedure_code:code>.json", public.data, name="data"),
    path("procedures/<procedure_code:code>/compare/", comparing.compare, name="compare"),
    path(
        "procedures/<procedure_code:code>/at/<str:unit_code>/",
        public.procedure_at,
        name="procedure_at",
    ),
    path("posting/", posting.lists, name="posting"),
    path("posting/list.pdf", posting.pdf, name="posting_pdf"),
    path("posting/kiosk/", posting.kiosk, name="kiosk"),
    path("catalogue/", catalogue.overview, name="catalogue"),
    path("catalogue/differences/", local.differences, name="differences"),
    path("catalogue/differences/<str:unit_code>/", local.ward, name="ward"),
    path("catalogue/proposals/", proposals.report, name="proposals"),
    path("catalogue/proposals/<int:number>/", deciding.proposal, name="proposal"),
    path("catalogue/new/", editing.begin, name="begin"),
    path("catalogue/import/", catalogue.import_file, name="import"),
    path("catalogue/workbook.xlsx", catalogue.workbook, name="workbook"),
    path("catalogue/<procedure_code:code>/", catalogue.versions, name="versions"),
    path("catalogue/<procedure_code:code>/edit/", editing.edit, name="edit"),
    path("catalogue/<procedure_code:code>/publish/", editing.publish, name="publish"),
    path("catalogue/<procedure_code:code>/discard/", editing.discard, name="discard"),
    path("catalogue/<procedure_code:code>/plain/", editing.plain_text, name="plain_text"),
    path("catalogue/<procedure_code:code>/withdraw/", editing.withdraw, name="withdraw"),
    path("catalogue/<procedure_code:code>/propose/", proposing.propose, name="propose"),
    path("catalogue/<procedure_code:code>/at/<str:unit_code>/", local.local, name="local"),
]
