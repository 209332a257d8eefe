"""The citizen's part with less than usual: no script, no mouse."""

BIRTH = "1.001193"


def test_without_script(enter, hands, errand):
    page = enter("me", f"/apply/{BIRTH}/", width=390, javascript=False)
    who = hands(page)

    errand(who, look_ahead=True)
    who.press("Gửi hồ sơ")

    assert "/sent/" in page.url


def test_by_keyboard_alone(open_page, keyboard, errand):
    page = open_page(f"/sign-in/?next=/apply/{BIRTH}/")
    who = keyboard(page)

    who.press_in("me")
    errand(who)
    who.press("Gửi hồ sơ")

    assert "/sent/" in page.url
    assert who.unseen == []
