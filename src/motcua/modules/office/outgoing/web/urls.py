from django.urls import path

from . import acts, documents, lists, papers, signing, writing

app_name = "outgoing"
_ROOT = "workspace/outgoing/"
_ONE = f"{_ROOT}<uuid:document_id>/"
urlpatterns = [
    path(_ROOT, lists.inbox, name="inbox"),
    path(f"{_ROOT}new/", documents.begin, name="new"),
    path(f"{_ROOT}sign/", signing.sign_list, name="sign"),
    path(f"{_ROOT}register/", lists.register, name="register"),
    path(f"{_ROOT}register.xlsx", papers.register_excel, name="register_excel"),
    path(f"{_ROOT}register.pdf", papers.register_pdf, name="register_pdf"),
    path(f"{_ROOT}books/", lists.books, name="books"),
    path(f"{_ROOT}figures/", lists.figures, name="figures"),
    path(_ONE, documents.document, name="document"),
    path(f"{_ONE}edit/", writing.edit, name="edit"),
    path(f"{_ONE}autosave/", writing.autosave, name="autosave"),
    path(f"{_ONE}forget/", writing.forget, name="forget"),
    path(f"{_ONE}word/", writing.word, name="word"),
    path(f"{_ONE}annex/<int:position>/", papers.annex, name="annex"),
    path(f"{_ONE}act/", acts.act, name="act"),
    path(f"{_ONE}versions/", documents.versions, name="versions"),
    path(f"{_ONE}paper.pdf", papers.paper, name="paper"),
    path(f"{_ONE}page/<int:page>.png", papers.picture, name="picture"),
    path(f"{_ONE}copy/", acts.make_copy, name="make_copy"),
    path("workspace/outgoing/copies/<uuid:copy_id>.pdf", papers.copy, name="copy"),
]
