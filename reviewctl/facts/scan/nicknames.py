"""Scanner: the short forms of the register's given names, and the full names of which a given name is short."""

from collections.abc import Iterator
from functools import cache

from reviewctl.facts.scan.forms import Form, given_names, index_of, words_in
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.names import grade, matches
from reviewctl.facts.scan.wording import English, Wording
from reviewctl.model.identities import Identity, IdentityRegister

KIND = "nickname"
_SHORT = 3

_BESIDE_THE_LIST = """
abdul: abs; abdullah: abs abdul; adebayo: bayo ade; agnieszka: aga agus; aisha: ash aish; aleksandra: ola
alex olka; aleksander: olek alex; andrzej: andy jedrek; angharad: angie haz; anna: ania anka; aoife: ef
eef; ayesha: ash aysh; babatunde: tunde baba; barbara: basia babs; barry: baz bazza; bartosz: bartek;
bartlomiej: bartek; bronwen: bron; bronwyn: bron; cadoc: cad; caoimhe: keeva quee; catherine: cath cathy;
chidinma: chi dinma; chukwuemeka: emeka chuks; ciaran: kier; dafydd: dai taff; darren: daz dazza; dewi:
dew; dorota: dorotka dosia; eilidh: ailie; elzbieta: ela; emeka: meka; ewa: ewka; farhan: faz; fatima:
fati fatty fats; fatimah: fati; folasade: sade fola; gareth: gaz gareth gary; gary: gaz gazza; grainne:
granya; grzegorz: grzes greg; gwenllian: gwen gwennie; gwendolen: gwen; hasan: has; hussain: huss;
ibrahim: ibby ib; ifeoma: ify; imran: immy; iwona: iwonka; jacek: jacus; jadwiga: jadzia; jan: janek;
jaroslaw: jarek; jeremy: jez jezza; jerzy: jurek; jozef: jozek; joanna: asia joasia jo; karen: kaz kazza;
katarzyna: kasia kaska kate; kathleen: kath kathy; krystyna: krysia; krzysztof: krzys krzysiek chris;
llewelyn: llew lyn; llewellyn: llew lyn; lukasz: luk lukaszek; maciej: maciek; magdalena: magda;
malgorzata: gosia malgosia; marek: mareczek; margaret: mags madge; maria: marysia; mariusz: mario;
maryam: mary; matthew: matt; maurice: mo; michal: misiek; michelle: shell chelle; miroslaw: mirek;
mohamed: mo; mohammad: mo; mohammed: mo; muhammad: mo; muhammed: mo; mustafa: mus; nigel: nige nidge;
nikhil: nik; niamh: neeve; ngozi: ngo; oluwaseun: seun olu; oluwaseyi: seyi; olufemi: femi; olumide:
mide; oluwatobi: tobi; padraig: paddy podge; pawel: pawelek paul; piotr: piotrek peter; priyanka: priya
pri; przemyslaw: przemek; rajesh: raj; rajinder: raj; rhiannon: rhi; roisin: ro rosh; ryszard: rysiek;
sanjay: san sanj; sharon: shaz shazza shazz; siobhan: shiv; sioned: shan; slawomir: slawek; stanislaw:
staszek stan; stephen: ste stevie; steven: ste stevie; suleiman: sully; tadeusz: tadek; temitope: temi
tope; terence: tez tezza; tomasz: tomek tom; tracey: trace; tracy: trace; usman: us uzzy; waldemar:
waldek; wlodzimierz: wlodek; wojciech: wojtek; yusuf: yus joe; zbigniew: zbyszek; zofia: zosia; zuzanna:
zuzia
"""
"""Short forms in use in Britain and Ireland that the list of the library, which is American, does not have."""


def nicknames_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for the short forms of the given names of a register's people."""
    forms = tuple(form for identity in register.persons() for form in _forms(identity))
    index = index_of(forms)

    def find(text: Text) -> Iterator[Found]:
        for start, end, form in matches(text.wording, index):
            graded = grade(text.wording, start, end, form, english)
            if graded is None or _shouted(text.wording, start, form):
                continue
            severity = graded if form.strength == "whole" else "warning"
            begin, stop = text.wording.starts[start], text.wording.ends[end - 1]
            yield Found(begin, stop, KIND, severity, (form.entry,), form.field)

    return find


def short_forms(given: str) -> frozenset[str]:
    """Return the short forms of a given name, and the names of which it is one, in small letters."""
    listed = _listed()
    return frozenset(one for one in listed.get(given, ()) if one != given and len(one) > 1)


def _forms(identity: Identity) -> Iterator[Form]:
    for name in identity.names:
        for one in given_names(name)[:1]:
            for part in {"".join(one), one[0], one[-1]}:
                for short in sorted(short_forms(part)):
                    yield from _in_use(short, words_in(name.family), identity)


def _in_use(short: str, family: tuple[str, ...], identity: Identity) -> Iterator[Form]:
    words = words_in(short)
    yield Form(words, identity.pseudonym, "short form of the given name", "part")
    if len(short) > 2:
        yield Form((*words[:-1], words[-1] + "s"), identity.pseudonym, "short form of the given name", "part")
    if family:
        yield Form((*words, *family), identity.pseudonym, "full name with a short form", "whole")


def _shouted(wording: Wording, start: int, form: Form) -> bool:
    """Whether a short form of two or three letters is in capitals, as an abbreviation would be: ED, AL."""
    return len(form.words) == 1 and len(form.words[0]) <= _SHORT and wording.all_capitals(start)


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Return the names that may stand for one another, both ways, by each of them."""
    from nicknames import NickNamer

    found: dict[str, set[str]] = {}
    for full, shorts in (*NickNamer().nickname_lookup.items(), *_beside()):
        for short in shorts:
            found.setdefault(full, set()).add(short)
            found.setdefault(short, set()).add(full)
    return {name: frozenset(others) for name, others in found.items()}


def _beside() -> Iterator[tuple[str, set[str]]]:
    for line in _BESIDE_THE_LIST.replace("\n", " ").split(";"):
        name, _, shorts = line.partition(":")
        yield name.strip(), set(shorts.split())
