"""Polished text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.worst import too_slow

from report.compose.language import Language
from report.compose.typography import polish, spaces


def polished(text: str, language: str = "en", before: str = "") -> str:
    """Return polished text, with holding spaces shown as ~."""
    return polish(text, Language(language), before).replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "“Say ‘no’”"), ("de", "„Say ‚no‘“"), ("fr", "«_Say “no”_»"), ("sv", "”Say ’no’”")],
)
def test_quotes_are_those_of_the_language(language: str, expected: str) -> None:
    assert polished("\"Say 'no'\"", language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's the residents' own", "it’s the residents’ own"),
        ("in the '90s", "in the ’90s"),
        ("one -- two --- three", "one – two — three"),
        ("so...", "so…"),
        ("----", "----"),
        ("34 hectares in 2013 there", "34~hectares in 2013 there"),
        ("was a day and I went", "was a~day and I~went"),
        ("Mr Smith, p. 12, Dr. Who", "Mr~Smith, p.~12, Dr.~Who"),
        ('("yes")', "(“yes”)"),
    ],
)
def test_english_is_set_as_a_compositor_would(text: str, expected: str) -> None:
    assert polished(text) == expected


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("", "in 2022 р..", "in 2022 р."),
        ("2022 р.", ". Then", " Then"),
        ("2022.", ".", ""),
        ("“He left.”", ". Then", " Then"),
        ("(2022 р.)", ".", "."),
        ("Is it?”", ".", "."),
        ("2022 р.", ", then", ", then"),
        ("etc.", "... then", "… then"),
        ("", "and so on... or ../here or a..b", "and so on… or ../here or a..b"),
        ("x..", ". Then", ". Then"),
    ],
)
def test_a_sentence_ends_once(before: str, text: str, expected: str) -> None:
    assert polished(text, before=before) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "'s-Gravenhage, 't Hooft, 'Tis \"late\"", "’s-Gravenhage, ’t Hooft, ’Tis “late”"),
        ("en", "get 'em 'cause \"it's\" rock 'n' roll", "get ’em ’cause “it’s” rock ’n’ roll"),
        ("en", "\"'Tis,\" he said, \"'twas 'fun'\"", "“’Tis,” he said, “’twas ‘fun’”"),
        ("en", "'cause and effect', 'em', 'round' and 'house'", "‘cause and effect’, ‘em’, ‘round’ and ‘house’"),
        ("en", "in '68 and '14-'18, but '5 apples' and '2018 was'", "in ’68 and ’14-’18, but ‘5~apples’ and ‘2018 was’"),
        ("en", "'Ndrangheta, O'Neill's 'house', (’cause typed)", "’Ndrangheta, O’Neill’s ‘house’, (’cause typed)"),
        ("nl", "'s ochtends 't huis, zo'n, \"'k 'zie' foto's\"", "’s ochtends ’t huis, zo’n, ‘’k “zie” foto’s’"),
        ("de", "'s ist 'n \"Haus 'hier'\", die Jungs' 'Haus'", "’s ist ’n „Haus ‚hier‘“, die Jungs’ ‚Haus‘"),
        ("de", "'Das ist Rock 'n' Roll', Drum 'n' Bass", "‚Das ist Rock ’n’ Roll‘, Drum ’n’ Bass"),
        ("nl", "\"'Rock 'n' roll'\"", "‘“Rock ’n’ roll”’"),
        ("it", "'ndrangheta, l'\"opera\", gli anni '90", "’ndrangheta, l’«opera», gli anni ’90"),
        ("fr", 'l\'"œuvre" d\'Ortiz, qu\'"elle"', "l’«_œuvre_» d’Ortiz, qu’«_elle_»"),
        ("pl", "\"Powiedz 'nie'\"", "„Powiedz ‚nie’”"),
    ],
)
def test_an_apostrophe_is_no_opening_quotation_mark(language: str, text: str, expected: str) -> None:
    assert polished(text, language) == expected


def test_a_quotation_closes_behind_emphasised_words() -> None:
    assert polished("' hier", "de", before="Haus ‚mit Hof") == "‘ hier"
    assert polished("' hier", "de", before="die Jungs") == "’ hier"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "J. R. R. Tolkien, e. g. No. 5, p. 5, § 12, vol. II", "J.~R.~R.~Tolkien, e.~g.~No.~5, p.~5, §~12, vol.~II"),
        ("en", "1200 km, 5 %, 12 500 ha, et al. 2020", "1200~km, 5~%, 12~500~ha, et al.~2020"),
        ("en", "in 2013 we; No Iranian came; in 12. Then", "in 2013 we; No Iranian came; in 12. Then"),
        ("de", "z. B. d. h. u. a., i. d. R. um 50 v. Chr.", "z.~B.~d.~h.~u.~a., i.~d.~R. um 50~v.~Chr."),
        ("de", "S. 12, Nr. 5, Art. 5 Abs. 2, § 12, am 5. Mai", "S.~12, Nr.~5, Art.~5~Abs.~2, §~12, am 5.~Mai"),
        ("de", "Dr. Müller, J. W. von Goethe, 5 °C", "Dr.~Müller, J.~W. von Goethe, 5~°C"),
        ("fr", "n° 5, p. 5, M. Dupont, Mme Curie, 10 000 €, av. J.-C.", "n°~5, p.~5, M.~Dupont, Mme~Curie, 10~000~€, av.~J.-C."),
        ("nl", "blz. 12, dhr. Jansen, hfst. 3, o. a.", "blz.~12, dhr.~Jansen, hfst.~3, o.~a."),
        ("pl", "s. 5, nr 3, 2020 r., XX w., prof. Kowalski, w domu", "s.~5, nr~3, 2020~r., XX~w., prof.~Kowalski, w~domu"),
        ("fa", "شرح و داده", "شرح و~داده"),
        ("ar", "صوتًا ولا شبكة", "صوتًا ولا شبكة"),
        ("hi", "दिन में व घर", "दिन में व~घर"),
    ],
)
def test_what_belongs_together_does_not_part(language: str, text: str, expected: str) -> None:
    assert polished(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", '« Quoi ? » « mot » «mot» "mot"', "«_Quoi_?_» «_mot_» «_mot_» «_mot_»"),
        ("fr", "Voici : rien ! Oui ; non", "Voici~: rien_! Oui_; non"),
        ("fr", "Voici: rien! Oui; non?! (12:30, http://x.org/?a)", "Voici~: rien_! Oui_; non_?! (12:30, http://x.org/?a)"),
        ("fr", "\"Il dit 'non !'\"", "«_Il dit “non_!”_»"),
        ("fr-CA", "Quoi? Voici: « mot »", "Quoi? Voici~: «_mot_»"),
        ("en", "It says « mot » there: yes!", "It says «_mot_» there: yes!"),
    ],
)
def test_french_marks_keep_their_spaces(language: str, text: str, expected: str) -> None:
    assert polished(text, language) == expected


def test_a_mark_behind_emphasised_words_is_set_off_too() -> None:
    assert polished("!", "fr", before="Quoi") == "_!"
    assert polished(" ?", "fr", before="Quoi") == "_?"
    assert polished("!", "fr", before="Quoi\u202f") == "!"


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="aIb3. '\"-–—…(“”«»\u00a0,:;!?Mrp1é§%z\n", max_size=30), st.sampled_from(["en", "de", "fr", "nl", "pl"]))
def test_of_exact_words_spaces_alone_change(text: str, language: str) -> None:
    held = spaces(text, Language(language))
    assert len(held) == len(text)
    assert all(new == old or (old == " " and new in "\u00a0\u202f") for old, new in zip(text, held, strict=True))


@pytest.mark.parametrize(
    "worst", ["'", "'cause ", "A-", "1\u00a0", "1.1", "1 ", "a. ", "§ ", "'n' ", "?! ", "« ", "12 345 ", "l'\""]
)
def test_polishing_takes_linear_time(worst: str) -> None:
    for language in map(Language, ("en", "fr", "de")):
        assert not too_slow(lambda text, language=language: polish(text, language), lambda length: worst * (length // len(worst)))


def test_what_stands_before_counts() -> None:
    assert polished('" he said', before="no") == "” he said"
    assert polished(" members", before="about 2,300") == "~members"
    assert polished(" the camp", before="In 2013") == " the camp"
    assert polished("s of it", before="MEK") == "s of it"


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    st.text(alphabet="aIb3. '\"-–—…(“”‘’„«»;!?\u00a0\u202f,:Mrp1é\n", max_size=30),
    st.sampled_from(["en", "de", "fr", "fr-CA", "fa"]),
)
def test_polishing_twice_changes_nothing(text: str, language: str) -> None:
    once = polish(text, Language(language))
    assert polish(once, Language(language)) == once
