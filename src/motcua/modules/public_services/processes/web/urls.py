"""Addresses of the library of processes."""

from django.urls import path

from .views import editing, library, publishing, serving, trying

app_name = "processes"
urlpatterns = [
    path("processes/", library.overview, name="list"),
    path("processes/new/", editing.new, name="new"),
    path("processes/report/", serving.report, name="report"),
    path("processes/report.csv", serving.report_file, name="report_file"),
    path("processes/<slug:code>/", library.process, name="process"),
    path("processes/<slug:code>/begin/", editing.begin, name="begin"),
    path("processes/<slug:code>/edit/", editing.edit, name="edit"),
    path("processes/<slug:code>/autosave/", editing.autosave, name="autosave"),
    path("processes/<slug:code>/discard/", editing.discard, name="discard"),
    path("processes/<slug:code>/publish/", publishing.publish, name="publish"),
    path("processes/<slug:code>/compare/", publishing.compare, name="compare"),
    path("processes/<slug:code>/try/", trying.try_out, name="try"),
    path("processes/<slug:code>/procedures/", serving.procedures_of, name="procedures"),
    path("processes/<slug:code>/<int:number>/", library.version, name="version"),
    path("processes/<slug:code>/<int:number>.bpmn", library.bpmn, name="bpmn"),
]
