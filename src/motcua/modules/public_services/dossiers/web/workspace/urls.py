from django.urls import path

from . import acts, bulk, case, counter, day, inbox, lists, signing, stopping

CASE = "workspace/dossiers/<str:code>/"

urlpatterns = [
    path("workspace/", inbox.inbox, name="inbox"),
    path("workspace/today/", day.today, name="today"),
    path("workspace/bulk/", bulk.bulk, name="bulk"),
    path("workspace/batches/<uuid:batch_id>/", bulk.batch, name="batch"),
    path("workspace/reception/", lists.reception, name="reception"),
    path("workspace/ready/", lists.ready, name="ready"),
    path("workspace/dossiers/", lists.search, name="search"),
    path("workspace/go/", lists.go, name="go"),
    path("workspace/register/", lists.register, name="register"),
    path("workspace/register/pdf/", lists.register_pdf, name="register_pdf"),
    path("workspace/sign/", signing.sign_list, name="sign_list"),
    path("workspace/sign/<str:code>/", signing.sign, name="sign"),
    path("workspace/walk-in/", counter.begin, name="walk_in"),
    path("workspace/walk-in/<uuid:draft_id>/", counter.fill_in, name="walk_in_form"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}files/<uuid:paper_id>/", case.file, name="case_file"),
    path(f"{CASE}forms/<str:form>/", case.form, name="case_form"),
    path(f"{CASE}preview/", case.preview, name="case_preview"),
    path(f"{CASE}preview/<int:page>/", case.picture, name="case_picture"),
    path(f"{CASE}result/", case.result, name="case_result"),
    path(f"{CASE}check/", acts.check, name="check_papers"),
    path(f"{CASE}accept/", acts.accept, name="accept"),
    path(f"{CASE}ask/", acts.ask, name="ask"),
    path(f"{CASE}refuse/", acts.refuse, name="refuse"),
    path(f"{CASE}take/", acts.take, name="take"),
    path(f"{CASE}hand-over/", acts.hand_over, name="hand_over"),
    path(f"{CASE}draft/", acts.draft, name="draft"),
    path(f"{CASE}submit/", acts.submit, name="submit"),
    path(f"{CASE}agree/", acts.agree, name="agree"),
    path(f"{CASE}send-back/", acts.send_back, name="send_back"),
    path(f"{CASE}issue/", acts.issue, name="issue"),
    path(f"{CASE}return/", acts.hand_out, name="hand_out"),
    path(f"{CASE}withdraw/", acts.withdraw, name="withdraw_for"),
    path(f"{CASE}stop/", stopping.stop, name="stop"),
    path(f"{CASE}propose-stop/", stopping.stop, name="propose_stop"),
]
