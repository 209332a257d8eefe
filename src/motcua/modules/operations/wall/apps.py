from motcua.foundation import modules


class WallConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.wall"
    label = "wall"
