from django.urls import path

from . import applying, own, papers, tracking

urlpatterns = [
    path("apply/<str:code>/", applying.apply, name="apply"),
    path("drafts/<uuid:draft_id>/place/", applying.place, name="place"),
    path("drafts/<uuid:draft_id>/questions/<int:section>/", applying.questions, name="questions"),
    path("drafts/<uuid:draft_id>/save/<int:section>/", applying.autosave, name="autosave"),
    path("drafts/<uuid:draft_id>/save/", applying.autosave, name="autosave_all"),
    path("drafts/<uuid:draft_id>/papers/", papers.papers, name="papers"),
    path("drafts/<uuid:draft_id>/papers/<uuid:paper_id>/", papers.draft_file, name="draft_file"),
    path("drafts/<uuid:draft_id>/check/", applying.check, name="check"),
    path("drafts/<uuid:draft_id>/discard/", applying.discard, name="discard"),
    path("sent/<str:code>/", own.sent, name="sent"),
    path("dossiers/", own.mine, name="mine"),
    path("dossiers/<str:code>/", own.dossier, name="dossier"),
    path("dossiers/<str:code>/answers/", own.answers, name="answers"),
    path("dossiers/<str:code>/supplement/", papers.supplement, name="supplement"),
    path("dossiers/<str:code>/withdraw/", own.withdraw, name="withdraw"),
    path("dossiers/<str:code>/receive/", own.receive, name="receive"),
    path("dossiers/<str:code>/result/", papers.result, name="result"),
    path("dossiers/<str:code>/forms/<str:form>/", papers.form, name="form"),
    path("dossiers/<str:code>/files/<uuid:paper_id>/", papers.file, name="file"),
    path("track/", tracking.track, name="track"),
    path("track/<str:code>/", tracking.tracking, name="tracking"),
]
