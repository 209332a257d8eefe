"""What stands on a map, where there is little room."""

KINDS = ("Phường", "Xã", "Thị trấn", "Đặc khu")


def label_of(area_name: str) -> str:
    """Return an area's name without the word for its kind; one that is but a number keeps it."""
    for kind in KINDS:
        rest = area_name.removeprefix(f"{kind} ")
        if rest != area_name and not rest.isdigit():
            return rest
    return area_name
