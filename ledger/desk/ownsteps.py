"""Own steps: files of Python with steps that whoever specifies has added to the vocabulary."""

import sys
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ledger.specs.faults import Miswritten
from ledger.specs.slugs import slug


def load(path: Path) -> ModuleType:
    """The module in a file, loaded once. Raises Miswritten where it cannot be."""
    if sys.flags.optimize:
        raise Miswritten(
            "under -O, or PYTHONOPTIMIZE, Python leaves out every assert, so steps of yours would check nothing: "
            "start it without"
        )
    name = f"claim_ledger_own_steps_{slug(str(path.resolve()))}"
    if name in sys.modules:
        return sys.modules[name]
    found = spec_from_file_location(name, path)
    if found is None or found.loader is None or not path.is_file():
        raise Miswritten(f"{path} is no file of steps: name one of Python, *.py")
    module = module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise Miswritten(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
    return module


def contexts_of(modules: Sequence[ModuleType]) -> Iterator[StepFunctionContext]:
    """The steps that some modules define."""
    names = {module.__name__ for module in modules}
    return (c for c in step_function_context_registry.values() if c.step_func.__module__ in names)
