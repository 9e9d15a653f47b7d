"""Nothing in what is checked is ever imported, whatever the search path is and the configuration says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.conftest import RULE, SRC, World

# Each test starts a caption-qa of its own, which is what a plugin is loaded into.
pytestmark = pytest.mark.slow

ALLOWED = ("check", "--allow-plugin", "house")


def assert_refused(
    world: World, *arguments: str, message: str = "is not installed", **run: object
) -> None:
    done = world.run(*(arguments or ALLOWED), **run)  # type: ignore[arg-type]
    assert not world.was_run()
    assert done.code == 2
    assert message in done.err


def test_a_plugin_that_is_not_allowed_is_not_imported(house: World) -> None:
    house.configure("plugins: house\n")
    assert_refused(house, "check", message="--allow-plugin house", path=(house.site,))


def test_a_plugin_that_no_configuration_names_is_not_imported(house: World) -> None:
    done = house.run(*ALLOWED, path=(house.site,))
    assert not house.was_run()
    assert done.code == 0


def test_a_plugin_in_the_current_folder_is_not_taken(world: World) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.tree, {"shouted": RULE})
    assert_refused(world)


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules",),
        ("rule", "house/shouted"),
        ("check", "--isolated", "--select=house/shouted"),
        ("process", "talk.srt"),
        ("convert", "talk.srt", "--to=vtt"),
    ],
)
def test_no_command_takes_a_plugin_from_the_current_folder(
    world: World, arguments: tuple[str, ...]
) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.tree, {"shouted": RULE})
    assert_refused(world, *arguments, "--allow-plugin=house", path=(world.tree,))


@pytest.mark.parametrize("path", ["", ".", "lib", "{tree}", "{tree}/lib", "{tree}/../tree/lib"])
def test_a_plugin_in_the_tree_is_not_taken_from_the_search_path(world: World, path: str) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.tree / ("lib" if path.endswith("lib") else ""), {"shouted": RULE})
    assert_refused(world, path=(path.format(tree=world.tree),))


def test_a_plugin_elsewhere_in_the_repository_is_not_taken(world: World) -> None:
    world.tree.joinpath(".git").mkdir()
    below = world.tree / "talks"
    below.mkdir()
    world.configure("plugins: house\n", below)
    world.plugin(world.tree / "lib", {"shouted": RULE})
    assert_refused(world, cwd=below, path=(world.tree / "lib",))


def test_a_plugin_in_another_folder_that_is_checked_is_not_taken(world: World) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.tree / "lib", {"shouted": RULE})
    assert_refused(world, *ALLOWED, str(world.tree), cwd=world.site, path=(world.tree / "lib",))


def test_a_configuration_from_elsewhere_makes_no_difference(world: World) -> None:
    world.configure("plugins: house\n", world.site)
    world.plugin(world.tree / "lib", {"shouted": RULE})
    config = f"--config={world.site / '.caption-qa.yml'}"
    assert_refused(
        world,
        *ALLOWED,
        config,
        f"{world.tree}/*.srt",
        cwd=world.folder / "site",
        path=(world.tree / "lib",),
    )


def test_a_folder_of_plugins_in_the_tree_is_not_taken(world: World) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.tree / "lib", {"shouted": RULE})
    assert_refused(world, CAPTION_QA_PLUGIN_PATH=str(world.tree / "lib"))


def test_a_folder_of_plugins_that_depends_on_the_current_folder_is_not_taken(house: World) -> None:
    house.configure("plugins: house\n")
    assert_refused(house, CAPTION_QA_PLUGIN_PATH="../site")
    done = house.run(*ALLOWED, CAPTION_QA_PLUGIN_PATH=str(house.site))
    assert "house/shouted" in done.out


def test_metadata_outside_does_not_make_a_module_in_the_tree_a_plugin(world: World) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.site, {"shouted": RULE}, module=world.tree)
    assert_refused(world, message="outside of the checked files", path=(world.tree, world.site))


def test_a_link_to_the_tree_is_not_followed(world: World) -> None:
    world.configure("plugins: house\n")
    world.plugin(world.site, {"shouted": RULE}, module=world.tree)
    try:
        world.site.joinpath("caption_house").symlink_to(world.tree / "caption_house")
    except OSError:
        pytest.skip("no symbolic links here")
    assert_refused(world, message="among the files that are checked", path=(world.site,))


def test_a_module_in_the_tree_does_not_take_the_place_of_an_installed_one(house: World) -> None:
    house.configure("plugins: house\n")
    hostile = house.folder / "hostile"
    evil = house.tree / "caption_house"
    evil.mkdir()
    evil.joinpath("__init__.py").write_text(f"open({str(hostile)!r}, 'a').close()\n")
    done = house.run(*ALLOWED, path=(house.tree, house.site))
    assert "house/shouted" in done.out
    assert not hostile.exists()


def test_what_a_plugin_imports_is_not_taken_from_the_tree(house: World) -> None:
    house.configure("plugins: house\n")
    hostile = house.folder / "hostile"
    for folder in (house.tree, house.tree / "lib"):
        folder.mkdir(exist_ok=True)
        folder.joinpath("needed.py").write_text(f"open({str(hostile)!r}, 'a').close()\n")
    house.site.joinpath("caption_house", "__init__.py").write_text("import needed\n")
    done = house.run(*ALLOWED, path=("", house.tree / "lib", house.site))
    assert not hostile.exists()
    assert done.code == 2
    assert "No module named 'needed'" in done.err


@pytest.fixture
def venv(world: World) -> tuple[str, Path]:
    """A Python in a virtual environment, and its folder of packages."""
    folder = world.folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = (
        next(folder.glob("[Bb]in/python"))
        if sys.platform != "win32"
        else folder / "Scripts/python.exe"
    )
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)
    packages = Path(done.stdout.strip())
    import yaml

    packages.joinpath("caption-qa.pth").write_text(f"{SRC}\n{Path(yaml.__file__).parents[1]}\n")
    return str(python), packages


def test_an_editable_installation_that_points_into_the_tree_is_not_taken(
    world: World, venv: tuple[str, Path]
) -> None:
    python, packages = venv
    world.configure("plugins: house\n")
    world.plugin(packages, {"shouted": RULE}, module=world.tree / "src")
    packages.joinpath("house.pth").write_text(f"{world.tree / 'src'}\n")
    assert_refused(world, message="outside of the checked files", python=(python,))


def test_a_path_file_that_points_to_metadata_in_the_tree_is_not_taken(
    world: World, venv: tuple[str, Path]
) -> None:
    python, packages = venv
    world.configure("plugins: house\n")
    world.plugin(world.tree / "lib", {"shouted": RULE})
    packages.joinpath("house.pth").write_text(f"{world.tree / 'lib'}\n")
    assert_refused(world, python=(python,))


def test_a_plugin_in_the_packages_of_this_python_is_taken(
    world: World, venv: tuple[str, Path]
) -> None:
    python, packages = venv
    world.configure("plugins: house\n")
    world.plugin(packages, {"shouted": RULE})
    done = world.run(*ALLOWED, python=(python,))
    assert "house/shouted" in done.out
    # The environment may as well lie in the checkout: its `.pth` files are run at each start anyway.
    done = world.run(*ALLOWED, str(world.tree), cwd=world.folder, python=(python,))
    assert "house/shouted" in done.out


@pytest.mark.parametrize(
    "name",
    [
        "__future__",
        "argparse",
        "difflib",
        "enum",
        "json",
        "pathspec",
        "pydantic",
        "re",
        "typing",
        "yaml",
    ],
)
def test_modules_in_the_current_folder_are_not_imported(world: World, name: str) -> None:
    world.configure("preset: tiktok\n")
    world.tree.joinpath(f"{name}.py").write_text(world.mark)
    done = world.run("check", "--format=json")
    assert not world.was_run()
    assert done.code == 0, done.err


def test_workers_of_a_package_in_the_current_folder_still_find_it(world: World) -> None:
    # A checkout of caption-qa itself: the folder is left out, but the package can be found.
    code = "import sys, runpy; runpy.run_module('caption_qa_action', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code, "version"], cwd=SRC, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
