package cellstest

// Titles are titles in scripts and signs about whose width terminals disagree.
var Titles = []string{
	"हिन्दी पाठ 1", "क्षत्रिय स्त्री ज्ञान", "தமிழ் பாடம் கௌ ஸ்ரீ", "বাংলা পাঠ শিক্ষা", "తెలుగు పాఠం క్ష్మ", "മലയാളം പാഠം ക്ഷ ൎക",
	"ភាសាខ្មែរ មេរៀន ស្ត្រី", "සිංහල පාඩම ශ්\u200dරී ක්\u200dෂ", "ગુજરાતી પાઠ ક્ષ", "ਪੰਜਾਬੀ ਪਾਠ", "ಕನ್ನಡ ಪಾಠ ಕ್ಷ", "မြန်မာ သင်ခန်းစာ", "ภาษาไทย บทที่ กำ", "ລາວ ລຳ", "བོད་ཡིག",
	"\u1112\u1161\u11ab\u1100\u1173\u11af 1\u1112\u116a", "ᄒᆞᆫ글", "👨‍👩‍👧 trip ❤️ 2", "👍🏽 🏳️‍🌈 1️⃣ 🇩🇪", "فارسی می\u200cخواهم", "עברית שלום", "字幕テスト ﾊﾟ", "xa\u0301 n\u0303o", "☰ menu ㉈",
}

// Marks are characters that join others, take no cells or more than one, or that a
// terminal obeys. Any of them may stand beside any other.
var Marks = []string{
	"\x1b", "\x1b[", "\x1b]", "\x1bP", "\u009b", "\u009d", "\u009c", "\x9b", "\x9c", "\x07", "\x1b\\", "31m", "0;",
	"\n", "\r\n", "\t", " ", "\u3000", "\u2028", "a", "word", "-", "字", "ﾊ", "e\u0301", "\u0301", "\u200c", "\u200d", "\ufe0f", "\ufe0e",
	"\u20e3", "1", "👍", "🏽", "👨‍👩‍👧", "🇩", "🇪", "🏳️‍🌈", "❤️", "©", "\u202e", "\u2066", "\ufeff", "\u200b", "\xff", "\xe5\xad",
	"\u1100", "\u1161", "\u11a8", "\u0600", "\u0d4e", "क", "\u094d", "ष", "\u093f", "\u0903", "ก", "ำ", "\u0bbe", "\u0cf3", "\U0001193f",
	"\u17d2", "ស", "ශ", "\u0dca", "ର", "\ue000", "\u0378", "\U000e0061", "\U000f0000",
}
