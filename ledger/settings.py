"""Settings: what can be set, from the environment and a file. What the command line says wins over both."""

import os
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from ledger.errors import BadSettings

PREFIX = "CLAIM_LEDGER_"
FILE = f"{PREFIX}SETTINGS"
"""The variable that names the file."""

GIB = 1024**3


def _number(given: object) -> object:
    if isinstance(given, bool):
        raise ValueError("expected a number")
    return given


Level = Literal["debug", "info", "warning", "error"]
Format = Literal["auto", "json", "text"]
Number = Annotated[int, BeforeValidator(_number)]
Rate = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}/([1-9][0-9]{0,5} )?(second|minute|hour|day)s?$")]
"""So many in a stretch of time: `60/minute`, `10000/10 seconds`."""


class Settings(BaseSettings):
    """Everything that can be set. A variable of the environment is `CLAIM_LEDGER_` and the name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, validate_by_name=True
    )

    ledger: str = Field("claims.ledger", validation_alias="CLAIM_LEDGER", description="The file of the ledger.")
    url: str = Field("", description="The server that the command line asks, instead of the file.")
    key: str = Field("", repr=False, description="The key that it shows there.")
    host: str = Field("127.0.0.1", description="The address that the server listens at.")
    port: Number = Field(8000, ge=0, le=65535, description="Its port; 0 takes any that is free.")
    grace: Number = Field(
        10, ge=0, le=3600, description="Seconds that requests under way are given to end when the server stops."
    )
    patience: Number = Field(
        20,
        ge=1,
        le=3600,
        description="Seconds in which the head of a request must have come, and its body, with one more for each KiB.",
    )
    batch_limit: Number = Field(
        GIB,
        ge=1,
        description="The most bytes of one `POST /v1/batch`; those that are not recorded yet are kept on disk.",
    )
    rate: Rate = Field("10000/10 seconds", description="How many requests a key may make in what time; a batch is one.")
    failure_rate: Rate = Field(
        "60/minute", description="How many requests without a good key may come from one address in what time."
    )
    proxies: str = Field(
        "", description="Addresses of proxies, separated by commas, that are believed whom they send on for."
    )
    log_level: Level = Field("info", description="The least that is logged; a line for each request is `info`.")
    log_format: Format = Field(
        "auto",
        description="Lines of JSON, or of text for people; `auto` is text at a terminal and JSON elsewhere.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment, then the file; nothing else is looked at."""
        return env_settings, TomlConfigSettingsSource(settings_cls)


DEFAULTS = Settings.model_construct()
"""What holds where nothing is set."""


def variable_of(name: str) -> str:
    """The variable of the environment that sets a setting."""
    return "CLAIM_LEDGER" if name == "ledger" else PREFIX + name.upper()


def read_settings(file: Path | None = None) -> Settings:
    """The settings of this process: the environment's, else the file's, else the defaults.

    Raises BadSettings for a file that cannot be read, and for names and values that there are not.
    """
    _check_names()
    if file is not None and not file.is_file():
        raise BadSettings(f"{file} is no file: name one in TOML", "settings")

    class Found(Settings, toml_file=file):
        """The settings with this file."""

    try:
        return Settings.model_construct(**Found().model_dump())
    except TOMLDecodeError as error:
        raise BadSettings(f"{file} is not TOML: {error}", "settings") from None
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        raise BadSettings(f"{file} cannot be read: {error}", "settings") from None
    except ValidationError as error:
        raise _fault(error.errors()[0], file) from None


def _check_names() -> None:
    known = {variable_of(name) for name in Settings.model_fields} | {FILE}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise BadSettings(f"there is no such setting; there are {', '.join(sorted(known))}", name)


def _fault(fault: Any, file: Path | None) -> BadSettings:
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return BadSettings(f"{file} has no such setting to give; there are {', '.join(Settings.model_fields)}", name)
    name = "ledger" if name == "CLAIM_LEDGER" else name
    place = variable_of(name) if os.environ.get(variable_of(name)) else f"{name} in {file}"
    expected = fault["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    return BadSettings(f"{expected}; found {fault['input']!r:.60}", place)
