import os
from django.contrib.auth.models import User
from django.db import connection
from rest_framework.authtoken.models import Token
from core.models import Procedure
SIZE = int(os.environ["BENCH_SIZE"])
OFFICIALS = max(1, min(200, SIZE // 500))
for i in range(100):
    Procedure.objects.create(code=f"TTHC-{i:03d}", name=f"Đăng ký khai sinh, cấp bản sao trích lục hộ tịch loại {i}", steps=["Tiếp nhận", "Thẩm định", "Ký duyệt", "Trả kết quả"])
us = User.objects.bulk_create([User(username=f"off{i}", password="!") for i in range(OFFICIALS)])
for u in us:
    Token.objects.create(user=u, key=f"{u.username:0>40}")
uid = us[0].pk
pid = Procedure.objects.order_by("id").first().pk
with connection.cursor() as c:
    c.execute("""insert into core_dossier(code,procedure_id,ward,applicant,data,state,assignee_id,created,updated)
      select 'SEED'||g, %s+g%%100, g%%15, 'Nguyễn Văn '||g, '{"con":"Trần A","truong":"TH Hồng Bàng"}',
      case when g%%10<8 then 'done' else 'processing' end, %s+(g/10)%%%s, now()-(g%%365)*interval '1 day', now() from generate_series(1,%s) g""", [pid, uid, OFFICIALS, SIZE])
    c.execute("insert into core_attachment(dossier_id,name,sha256,size) select d.id,'giay-to-'||k||'.pdf',md5(d.id::text)||md5(k::text),120000 from core_dossier d, generate_series(1,5) k")
    c.execute("insert into core_history(dossier_id,user_id,from_state,to_state,note,at) select d.id,d.assignee_id,'',d.state,'',d.created from core_dossier d")
    c.execute("analyze")
print(uid, pid)
