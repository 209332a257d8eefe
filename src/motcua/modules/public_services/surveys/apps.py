from motcua.foundation import modules


class SurveysConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.surveys"
    label = "surveys"
