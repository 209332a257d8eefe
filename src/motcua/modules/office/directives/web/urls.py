from django.urls import path

from . import acts, evaluation, giving, lists, task

app_name = "directives"
_ROOT = "workspace/directives/"
_ONE = f"{_ROOT}<uuid:task_id>/"
_SHEET = f"{_ROOT}evaluation/<uuid:sheet_id>/"
urlpatterns = [
    path(_ROOT, lists.inbox, name="inbox"),
    path(f"{_ROOT}new/", giving.new, name="new"),
    path(f"{_ROOT}register/", lists.register, name="register"),
    path(f"{_ROOT}register.xlsx", lists.register_excel, name="register_excel"),
    path(f"{_ROOT}evaluation/", evaluation.evaluation, name="evaluation"),
    path(f"{_ROOT}evaluation.pdf", evaluation.evaluation_pdf, name="evaluation_pdf"),
    path(_SHEET, evaluation.sheet, name="sheet"),
    path(f"{_SHEET}sheet.pdf", evaluation.sheet_pdf, name="sheet_pdf"),
    path(f"{_SHEET}tasks/", evaluation.counted, name="counted"),
    path(_ONE, task.task, name="task"),
    path(f"{_ONE}act/", acts.act, name="act"),
    path(f"{_ONE}files/<uuid:entry_id>/<int:number>/", task.evidence, name="evidence"),
]
