from motcua.foundation import modules


class BoardConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.board"
    label = "board"
