/* Windows 10 has this library, Wine 8 has not. Only what cryptography asks for: random bytes, of Wine's own source. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  return SystemFunction036(data, (ULONG)length) ? TRUE : FALSE;
}
