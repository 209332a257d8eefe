"""Addresses of self-assessments."""

from django.urls import path

from . import assessment, indices, rounds

app_name = "self_assessment"
_ONE = "workspace/self-assessment/<uuid:assessment_id>/"
urlpatterns = [
    path("workspace/self-assessment/", rounds.rounds, name="rounds"),
    path("workspace/self-assessment/open/", rounds.open_, name="open"),
    path("workspace/self-assessment/years/<uuid:round_id>/", rounds.year, name="year"),
    path("workspace/self-assessment/index/", indices.publish, name="index"),
    path("workspace/self-assessment/index.xlsx", indices.workbook, name="workbook"),
    path(_ONE, assessment.assessment, name="assessment"),
    path(f"{_ONE}sheet.pdf", assessment.sheet, name="sheet"),
    path(f"{_ONE}evidence/<str:code>/<int:number>/", assessment.evidence, name="evidence"),
]
