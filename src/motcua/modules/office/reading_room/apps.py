from motcua.foundation import modules


class ReadingRoomConfig(modules.ModuleConfig):
    name = "motcua.modules.office.reading_room"
    label = "reading_room"
