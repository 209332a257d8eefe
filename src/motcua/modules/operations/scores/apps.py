from motcua.foundation import modules


class ScoresConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.scores"
    label = "scores"
