from django.urls import path

from . import desk, documents, lists, papers

app_name = "incoming"
_ROOT = "workspace/incoming/"
_ONE = f"{_ROOT}<uuid:document_id>/"
urlpatterns = [
    path(_ROOT, lists.inbox, name="inbox"),
    path(f"{_ROOT}new/", desk.take_in, name="new"),
    path(f"{_ROOT}register/", lists.register, name="register"),
    path(f"{_ROOT}register.xlsx", papers.register_excel, name="register_excel"),
    path(f"{_ROOT}register.pdf", papers.register_pdf, name="register_pdf"),
    path(f"{_ROOT}figures/", lists.figures, name="figures"),
    path(_ONE, documents.document, name="document"),
    path(f"{_ONE}confirm/", desk.confirm, name="confirm"),
    path(f"{_ONE}route/", documents.route, name="route"),
    path(f"{_ONE}act/", documents.act, name="act"),
    path(f"{_ONE}paper.pdf", papers.paper, name="paper"),
    path(f"{_ONE}stamped.pdf", papers.stamped, name="stamped"),
    path(f"{_ONE}slip.pdf", papers.slip, name="slip"),
    path(f"{_ONE}files/<int:number>/", papers.attachment, name="attachment"),
]
