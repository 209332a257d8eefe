from django.urls import path

from . import configure, grid, series, source_form, sources, workbooks

app_name = "connectors"
_ROOT = "workspace/series/"
_SOURCES = "workspace/sources/"
urlpatterns = [
    path(_ROOT, series.list_all, name="series_list"),
    path(f"{_ROOT}workbook/", workbooks.upload, name="workbook"),
    path(f"{_ROOT}workbook/template.xlsx", workbooks.template, name="template"),
    path(f"{_ROOT}workbook/<uuid:upload_id>/", workbooks.check, name="upload"),
    path(f"{_ROOT}new/", configure.new, name="new_series"),
    path(f"{_ROOT}<slug:code>/", series.one, name="series"),
    path(f"{_ROOT}<slug:code>/enter/", grid.enter, name="enter"),
    path(f"{_ROOT}<slug:code>/edit/", configure.edit, name="edit_series"),
    path(f"{_ROOT}<slug:code>/units/", configure.arrange, name="arrange_series"),
    path(f"{_ROOT}<slug:code>/<str:unit_code>/<str:day>/", series.reading, name="reading"),
    path(_SOURCES, sources.list_all, name="sources"),
    path(f"{_SOURCES}new/", source_form.new, name="new_source"),
    path(f"{_SOURCES}<uuid:source_id>/", sources.one, name="source"),
    path(f"{_SOURCES}<uuid:source_id>/edit/", source_form.edit, name="edit_source"),
]
