from motcua.foundation import modules


class DirectivesConfig(modules.ModuleConfig):
    name = "motcua.modules.office.directives"
    label = "directives"
