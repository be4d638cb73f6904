"""Answers sentences with hassil (Home Assistant's matcher) and the grammars beside this file.

Reads one JSON object on standard input: {"home": …, "lang": "ko", "sentences": [{"say", "area"?}…], "repeat": 3};
prints one JSON object: {"version", "compile_ms", "answers": [{"meaning", "ns"}…]}.
A name is the device of that name (in the area, where one is said); an area and a kind are all devices of the kind there.
"""
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from hassil import Intents, recognize_best
from hassil.intents import TextSlotList


def main():
    task = json.load(sys.stdin)
    home, lang = task["home"], task["lang"]
    began = time.perf_counter_ns()
    grammar = json.loads((Path(__file__).parent / f"grammar-{lang}.json").read_text(encoding="utf-8"))
    intents = Intents.from_dict(grammar)
    areas = [(name, area["id"]) for area in home["areas"] for name in area["names"].get(lang, [])]
    lists = {
        "name": TextSlotList.from_tuples([(name, name) for device in home["devices"] for name in device["names"].get(lang, [])], name="name"),
        "area": TextSlotList.from_tuples(areas, name="area"),
        "area2": TextSlotList.from_tuples(areas, name="area2"),
        "scene": TextSlotList.from_tuples([(name, scene["id"]) for scene in home.get("scenes", []) for name in scene["names"].get(lang, [])], name="scene"),
    }
    compiled = time.perf_counter_ns() - began
    answers = []
    for sentence in task["sentences"]:
        best = None
        for _ in range(task.get("repeat", 1)):
            start = time.perf_counter_ns()
            result = recognize_best(sentence["say"].rstrip("?.!"), intents, slot_lists=lists, best_slot_name="name", language=lang)
            took = time.perf_counter_ns() - start
            best = took if best is None else min(best, took)
        answers.append({"meaning": meaning(result, home, lang, sentence.get("area")), "ns": best})
    json.dump({"version": version("hassil"), "compile_ms": compiled / 1e6, "answers": answers}, sys.stdout)


def meaning(result, home, lang, here):
    if result is None:
        return {"act": "unknown"}
    slots = {name: entity.value for name, entity in result.entities.items()}
    if "scene" in slots:
        return {"act": "do", "actions": [{"scene": slots["scene"]}]}
    ids = devices(slots, home, lang, here)
    if "query" in slots:
        read = [device["id"] for device in ids if slots["query"] in device["can"]]
        return {"act": "query", "query": {"devices": read, "property": slots["query"]}} if read else {"act": "unknown"}
    prop = slots["property"]
    able = [device["id"] for device in ids if prop in device["can"]]
    if not able:
        return {"act": "unknown"}
    if slots.get("change"):
        action = {"devices": able, "change": {prop: slots.get("direction", slots.get("value"))}}
        if "number" in slots:
            action["by"] = slots["number"]
        return {"act": "do", "actions": [action]}
    value = slots.get("value", slots.get("number", slots.get("color", slots.get("mode", slots.get("speed")))))
    return {"act": "do", "actions": [{"devices": able, "set": {prop: value}}]}


def devices(slots, home, lang, here):
    places = {slots[key] for key in ("area", "area2") if key in slots}
    found = home["devices"]
    if "name" in slots:
        found = [device for device in found if slots["name"] in device["names"].get(lang, [])]
    elif "kind" in slots:
        found = [device for device in found if device["type"] == slots["kind"]]
    if places:
        return [device for device in found if device.get("area") in places]
    return found if "name" in slots or here is None else [device for device in found if device.get("area") == here]


main()
