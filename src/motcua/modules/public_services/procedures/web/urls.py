"""Addresses of the catalogue; the start page of the site is here."""

from django.urls import path, register_converter

from .views import catalogue, public


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
    path("catalogue/", catalogue.overview, name="catalogue"),
    path("catalogue/import/", catalogue.import_file, name="import"),
    path("catalogue/workbook.xlsx", catalogue.workbook, name="workbook"),
    path("catalogue/<procedure_code:code>/", catalogue.versions, name="versions"),
]
