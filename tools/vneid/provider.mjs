// A stand-in for VNeID on this machine: OpenID Connect with the claims of the national identity
// system and invented persons. For the demo city and the tests; never for real people.
//
// Environment:
//   VNEID_PORT           port on 127.0.0.1 (default 8766)
//   VNEID_ISSUER         address under which browser and site reach it (default http://localhost:PORT)
//   VNEID_PERSONS        JSON file: a list of claims, each with a "password" that is never given out
//   VNEID_CLIENT_ID, VNEID_CLIENT_SECRET, VNEID_REDIRECT_URIS (separated by spaces)
import { generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const port = Number(process.env.VNEID_PORT ?? 8766)
const issuer = process.env.VNEID_ISSUER ?? `http://localhost:${port}`
const persons = new Map(
  JSON.parse(readFileSync(process.env.VNEID_PERSONS, 'utf8')).map((one) => [one.SoDinhDanh, one])
)
const CLAIMS = [
  'sub', 'TechID', 'LoaiTaiKhoan', 'SoDinhDanh', 'HoVaTen', 'NgayThangNamSinh', 'GioiTinh',
  'ThuongTru', 'NoiOHienNay', 'DanToc', 'QuocTich', 'SoDienThoai', 'ThuDienTu', 'TrangThai', 'loAs'
]
// What is asked of the person before it is passed on, in the words of the page.
const SHARED = [
  ['SoDinhDanh', 'Số định danh cá nhân'], ['HoVaTen', 'Họ, chữ đệm và tên'],
  ['NgayThangNamSinh', 'Ngày sinh'], ['GioiTinh', 'Giới tính'], ['ThuongTru', 'Nơi thường trú'],
  ['SoDienThoai', 'Số điện thoại']
]

function claimsOf (person) {
  const { password, ...claims } = person
  return { TechID: person.sub, LoaiTaiKhoan: '1', TrangThai: '1', loAs: 'LoA1', ...claims }
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const provider = new Provider(issuer, {
  clients: [{
    client_id: process.env.VNEID_CLIENT_ID ?? 'motcua',
    client_secret: process.env.VNEID_CLIENT_SECRET ?? 'motcua-demo-secret',
    redirect_uris: (process.env.VNEID_REDIRECT_URIS ?? '').split(' ').filter(Boolean),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post'
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'demo' }] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  claims: { openid: CLAIMS },
  acrValues: ['LoA1', 'LoA2'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 300, IdToken: 300 },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => {
    const person = [...persons.values()].find((one) => one.sub === sub)
    return person && { accountId: sub, claims: async () => claimsOf(person) }
  },
  renderError: (ctx, out) => {
    ctx.type = 'html'
    ctx.body = page('Không đăng nhập được', `<p>Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn.
      Hãy quay lại trang dịch vụ và bắt đầu lại.</p><p class="small">${escape(out.error)}</p>`)
  }
})

function escape (text) {
  const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return String(text ?? '').replace(/[&<>"']/g, (mark) => marks[mark])
}

function page (title, body) {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)} – VNeID mô phỏng</title><link rel="icon" href="data:,">
<style>
  body { font: 1.05rem/1.6 "Be Vietnam Pro", system-ui, sans-serif; margin: 0; color: #1f1b16; background: #fbf8f2 }
  header { background: #1a4e8a; color: #fff; padding: .75rem 1.25rem; font-weight: 600 }
  main { max-width: 34rem; margin: 0 auto; padding: 1.25rem }
  h1 { font-size: 1.5rem; line-height: 1.5; margin: 0 0 .5rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem }
  .note { border-left: 4px solid #1a4e8a; padding: .25rem .9rem; background: #fff }
  .small { font-size: .9rem } .error { border-left: 4px solid #b3261e; padding: .25rem .9rem; background: #fff }
  label { display: block; font-weight: 600; margin-top: .75rem }
  input { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem; border: 2px solid #1f1b16; background: #fff }
  button { font: inherit; min-height: 44px; padding: .5rem 1rem; border: 2px solid #1a4e8a; cursor: pointer }
  button.go { background: #1a4e8a; color: #fff; margin-top: 1rem } button.other { background: #fff; color: #1a4e8a }
  ul.people { list-style: none; margin: 0; padding: 0 } ul.people li { margin: .5rem 0 }
  ul.people button { width: 100%; text-align: left; background: #fff; color: #1f1b16; border-color: #8a8378 }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 } dt { font-weight: 600 } dd { margin: 0 }
  :focus-visible { outline: 3px solid #ffd24a; box-shadow: 0 0 0 6px #1f1b16 }
</style></head>
<body><header>VNeID – bản mô phỏng để thử nghiệm</header><main>${body}</main></body></html>`
}

function loginPage (uid, error = '') {
  const people = [...persons.values()].slice(0, 12).map((one) => `
    <li><button name="person" value="${escape(one.SoDinhDanh)}">${escape(one.HoVaTen)}<br>
    <span class="small">${escape(one.SoDinhDanh)}</span></button></li>`).join('')
  return page('Đăng nhập', `<h1>Đăng nhập</h1>
    <p class="note">Đây không phải là VNeID thật. Mọi người trong danh sách đều là nhân vật hư cấu.
    Không nhập số định danh hay mật khẩu thật của mình.</p>
    ${error && `<p class="error" role="alert">${escape(error)}</p>`}
    <form method="post" action="/interaction/${escape(uid)}/login">
      <label for="number">Số định danh cá nhân</label>
      <input id="number" name="number" inputmode="numeric" autocomplete="username" maxlength="12">
      <label for="password">Mật khẩu</label>
      <input id="password" name="password" type="password" autocomplete="current-password">
      <button class="go">Đăng nhập</button>
    </form>
    <h2>Hoặc chọn một người</h2>
    <form method="post" action="/interaction/${escape(uid)}/login"><ul class="people">${people}</ul></form>`)
}

function consentPage (uid, person) {
  const shown = {
    ...person,
    GioiTinh: { 1: 'Nam', 2: 'Nữ' }[person.GioiTinh],
    NgayThangNamSinh: person.NgayThangNamSinh?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$3/$2/$1')
  }
  const rows = SHARED.filter(([claim]) => shown[claim]).map(([claim, title]) =>
    `<dt>${title}</dt><dd>${escape(shown[claim])}</dd>`).join('')
  return page('Đồng ý chia sẻ thông tin', `<h1>Đồng ý chia sẻ thông tin</h1>
    <p>Cổng dịch vụ <strong>Một Cửa</strong> đề nghị nhận các thông tin sau của ông/bà:</p>
    <dl>${rows}</dl>
    <form method="post" action="/interaction/${escape(uid)}/consent"><button class="go">Đồng ý và tiếp tục</button></form>
    <form method="post" action="/interaction/${escape(uid)}/abort"><p><button class="other">Không đồng ý</button></p></form>`)
}

async function formOf (request) {
  let body = ''
  for await (const part of request) {
    body += part
    if (body.length > 10_000) throw new Error('too long')
  }
  return new URLSearchParams(body)
}

function same (given, wanted) {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted ?? '')]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function grantFor (details) {
  const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id })
  grant.addOIDCScope('openid')
  return await grant.save()
}

async function interact (request, response, uid, step) {
  const details = await provider.interactionDetails(request, response)
  const finish = (result) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: step === 'consent' })
  const show = (html) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(html)
  }
  if (step === 'abort') return finish({ error: 'access_denied', error_description: 'declined by the person' })
  if (step === 'consent') return finish({ consent: { grantId: await grantFor(details) } })
  if (step === 'login') {
    const form = await formOf(request)
    const person = persons.get(form.get('person') ?? form.get('number')?.trim())
    const known = person && (form.has('person') || same(form.get('password'), person.password))
    if (!known) return show(loginPage(uid, 'Số định danh hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại.'))
    return finish({ login: { accountId: person.sub, acr: 'LoA1' } })
  }
  if (details.prompt.name === 'consent') {
    const person = [...persons.values()].find((one) => one.sub === details.session.accountId)
    return show(consentPage(uid, person))
  }
  return show(loginPage(uid))
}

const answer = provider.callback()
const server = createServer((request, response) => {
  const [, uid, step] = request.url.match(/^\/interaction\/([\w-]+)(?:\/(login|consent|abort))?$/) ?? []
  if (!uid || (step && request.method !== 'POST')) return answer(request, response)
  interact(request, response, uid, step).catch(() => {
    response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page('Phiên đã hết hạn', '<h1>Phiên đăng nhập đã hết hạn</h1><p>Hãy quay lại trang dịch vụ và bắt đầu lại.</p>'))
  })
})
server.listen(port, '127.0.0.1', () => console.log(`VNeID stand-in: ${issuer}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
