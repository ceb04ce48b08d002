; The installer for Windows: for the person who runs it, without administrator rights. packaging/windows/installer.py calls NSIS with it.
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define PROGRAM "LDN Desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"
!define CLASSES "Software\Classes"
!define KIND "LDNDesktop.Plan"

Name "${PROGRAM}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${PROGRAM}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs ${PROGRAM}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\ldn-desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be written to: nothing is touched until it is closed. A silent run ends with status 2.
!macro UNTIL_CLOSED
  again:
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\ldn-desktop.exe"
    FileOpen $0 "$INSTDIR\ldn-desktop.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PROGRAM} is open. Save your plan, close the program, then choose Retry." /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "${PROGRAM} needs Windows 10 or newer." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  !insertmacro UNTIL_CLOSED
  ; What an older version had and this one has not goes with the older version. Settings and plans lie elsewhere.
  ${If} ${FileExists} "$INSTDIR\ldn-desktop.exe"
  ${AndIf} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  ${EndIf}
  SetOverwrite on
  !include "${PUT}"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "${PROGRAM} could not be written to $INSTDIR. Choose another folder, or ask who looks after this computer." /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\ldn-desktop.exe"
  WriteRegStr HKCU "${CLASSES}\.ldnplan" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "LDN plan"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\ldn-desktop.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\ldn-desktop.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\ldn-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  SetShellVarContext current
  !insertmacro UNTIL_CLOSED
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PROGRAM}.lnk"
  ; The window's small pictures, drawn anew when they are missing. What else lies there is the user's: key, drafts, list of recent files.
  Delete "$LOCALAPPDATA\ldn-desktop\pictures\*.svg"
  RMDir "$LOCALAPPDATA\ldn-desktop\pictures"
  ReadRegStr $0 HKCU "${CLASSES}\.ldnplan" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\.ldnplan"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
