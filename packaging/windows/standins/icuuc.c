/* Windows 10 has this library, Wine 8 has not. Only what Qt asks for: no converter can be opened, so Qt goes on with its own. */
#define U_FILE_ACCESS_ERROR 4
#define EXPORT __declspec(dllexport)
EXPORT void *ucnv_open(const char *name, int *code) { (void)name; if (code) *code = U_FILE_ACCESS_ERROR; return 0; }
#define NOTHING(name) EXPORT void *name(void) { return 0; }
NOTHING(ucnv_close) NOTHING(ucnv_reset) NOTHING(ucnv_getMaxCharSize) NOTHING(ucnv_getName) NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUnicode) NOTHING(ucnv_getToUCallBack) NOTHING(ucnv_getFromUCallBack) NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_setFromUCallBack) NOTHING(ucnv_cbToUWriteUChars) NOTHING(ucnv_cbFromUWriteUChars) NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_fromUCountPending) NOTHING(ucnv_getStandardName) NOTHING(ucnv_getAvailableName) NOTHING(ucnv_countAvailable)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
